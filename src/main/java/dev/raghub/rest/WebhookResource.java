package dev.raghub.rest;

import dev.raghub.change.WebhookDelivery;
import dev.raghub.change.Webhooks;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/// Where other systems tell of changed rows, by Standard Webhooks: signed instead of keyed.
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
  @APIResponse(responseCode = "202", description = "queued, or had come before")
  @APIResponse(responseCode = "401", description = "not signed as expected, or too old")
  @APIResponse(responseCode = "429", description = "too many changes wait; see Retry-After")
  public Response take(
      @PathParam("source") String source,
      @HeaderParam("webhook-id") @DefaultValue("") String id,
      @HeaderParam("webhook-timestamp") @DefaultValue("") String timestamp,
      @HeaderParam("webhook-signature") @DefaultValue("") String signatures,
      byte @Nullable [] body) {
    WebhookDelivery delivery =
        new WebhookDelivery(id, timestamp, signatures, body == null ? new byte[0] : body);
    return Response.status(202).entity(webhooks.accept(source, delivery)).build();
  }
}
