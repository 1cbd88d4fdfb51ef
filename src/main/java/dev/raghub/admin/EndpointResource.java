package dev.raghub.admin;

import dev.raghub.fault.ErrorCode;
import dev.raghub.fault.RaghubException;
import dev.raghub.model.EmbedderProbe;
import dev.raghub.model.Endpoint;
import dev.raghub.model.EndpointProbe;
import dev.raghub.model.Models;
import dev.raghub.model.ProbeLayer;
import dev.raghub.model.ProbeReport;
import dev.raghub.model.Reply;
import dev.raghub.model.Urgency;
import dev.raghub.rest.Gate;
import dev.raghub.spend.Call;
import dev.raghub.spend.PaidReply;
import dev.raghub.spend.Spending;
import dev.raghub.workspace.Caller;
import dev.raghub.workspace.Role;
import dev.raghub.workspace.Workspace;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/// The models' servers, which all workspaces share: so only an admin for all of them may look at
/// these.
@Path("/v1/admin/endpoints")
@Tag(name = "admin")
@RunOnVirtualThread
@Produces(MediaType.APPLICATION_JSON)
public class EndpointResource {
  private final Gate gate;
  private final Models models;
  private final EndpointProbe probe;
  private final EmbedderProbe embedder;
  private final Spending spending;

  EndpointResource(
      Gate gate, Models models, EndpointProbe probe, EmbedderProbe embedder, Spending spending) {
    this.gate = gate;
    this.models = models;
    this.probe = probe;
    this.embedder = embedder;
    this.spending = spending;
  }

  /// An endpoint without its address and key.
  ///
  /// @param breaker closed (it is asked), open (it has failed repeatedly and is left alone) or
  ///   half_open (one call may try)
  public record EndpointResponse(
      String name,
      String protocol,
      String model,
      boolean remote,
      int contextTokens,
      String breaker) {}

  /// What came of a probe.
  public record ProbeResponse(String endpoint, String model, List<LayerResponse> layers) {
    static ProbeResponse of(ProbeReport report) {
      return new ProbeResponse(
          report.endpoint(),
          report.model(),
          report.layers().stream().map(LayerResponse::of).toList());
    }
  }

  /// @param verdict yes, no, warning or not_asked
  /// @param remedy what to change, by its key; there for no and warning
  public record LayerResponse(String name, String verdict, String detail, Optional<String> remedy) {
    static LayerResponse of(ProbeLayer layer) {
      return new LayerResponse(
          layer.name(), lower(layer.verdict()), layer.detail(), layer.remedy());
    }
  }

  @GET
  @Operation(summary = "The endpoints of language models, and whether they are asked")
  public List<EndpointResponse> list() {
    gate.caller(Role.ADMIN).requireEverywhere();
    return models.all().stream()
        .map(
            each ->
                new EndpointResponse(
                    each.name(),
                    lower(each.kind()),
                    each.model(),
                    each.remote(),
                    each.contextTokens(),
                    lower(models.breaker(each))))
        .toList();
  }

  @POST
  @Path("/{name}/probe")
  @Operation(
      summary = "Ask an endpoint, or the embedder, layer by layer what it can do",
      description =
          "`embedder` means the embedder. The calls of a language model are paid for by the workspace in X-Workspace, and traced there with the purpose `probe`. Takes up to seven calls' time.")
  public ProbeResponse probe(@PathParam("name") String name) {
    Caller caller = gate.caller(Role.ADMIN);
    caller.requireEverywhere();
    if (name.equals(EmbedderProbe.NAME)) {
      return ProbeResponse.of(embedder.run());
    }
    Endpoint endpoint = known(name);
    Workspace workspace = gate.workspace(Role.ADMIN);
    Call call = new Call(gate.requestId(), Optional.of(caller.key()), "probe", Urgency.QUESTION);
    return ProbeResponse.of(
        probe.of(
            endpoint,
            prompt -> {
              PaidReply paid = spending.call(workspace, call, endpoint, prompt, piece -> {});
              return new Reply(paid.completion(), paid.retries(), paid.spent());
            }));
  }

  private Endpoint known(String name) {
    return models
        .find(name)
        .orElseThrow(
            () ->
                new RaghubException(
                    ErrorCode.NOT_FOUND,
                    "there is no such endpoint; expected %s or one of %s"
                        .formatted(
                            EmbedderProbe.NAME,
                            models.all().stream().map(Endpoint::name).toList())));
  }

  private static String lower(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }
}
