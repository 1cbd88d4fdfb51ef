package dev.raghub.rest;

import dev.raghub.change.WebhookDelivery;
import dev.raghub.change.Webhooks;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Objects;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/// Where other systems tell of changed rows, by Standard Webhooks or as GitHub does: signed instead
/// of keyed.
@Path("/v1/webhooks")
@Tag(name = "webhooks")
@RunOnVirtualThread
@Produces(MediaType.APPLICATION_JSON)
public class WebhookResource {
  private final Webhooks webhooks;

  WebhookResource(Webhooks webhooks) {
    this.webhooks = webhooks;
  }

  @POST
  @Path("/{source}")
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(summary = "Tell which rows of a source changed; they are read again from the source")
  @Parameter(
      name = "webhook-id",
      in = ParameterIn.HEADER,
      description = "X-GitHub-Delivery from GitHub")
  @Parameter(
      name = "webhook-timestamp",
      in = ParameterIn.HEADER,
      description = "seconds since 1970")
  @Parameter(
      name = "webhook-signature",
      in = ParameterIn.HEADER,
      description = "X-Hub-Signature-256 from GitHub")
  @APIResponse(responseCode = "202", description = "queued, or had come before")
  @APIResponse(responseCode = "401", description = "not signed as expected, or too old")
  @APIResponse(responseCode = "429", description = "too many changes wait; see Retry-After")
  public Response take(
      @PathParam("source") String source, @Context HttpHeaders headers, byte @Nullable [] body) {
    WebhookDelivery delivery = delivery(headers, body == null ? new byte[0] : body);
    return Response.status(202).entity(webhooks.accept(source, delivery)).build();
  }

  private static WebhookDelivery delivery(HttpHeaders headers, byte[] body) {
    String github = header(headers, "X-GitHub-Delivery");
    return github.isEmpty()
        ? new WebhookDelivery.Standard(
            header(headers, "webhook-id"),
            header(headers, "webhook-timestamp"),
            header(headers, "webhook-signature"),
            body)
        : new WebhookDelivery.Github(
            github,
            header(headers, "X-GitHub-Event"),
            header(headers, "X-Hub-Signature-256"),
            body);
  }

  private static String header(HttpHeaders headers, String name) {
    return Objects.requireNonNullElse(headers.getHeaderString(name), "");
  }
}
