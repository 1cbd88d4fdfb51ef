package dev.raghub.openai;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import dev.raghub.rest.Gate;
import dev.raghub.workspace.Role;
import dev.raghub.workspace.Workspace;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/// The tiers of answers, as models.
@Path("/v1/models")
@Tag(name = "openai")
@RunOnVirtualThread
@Produces(MediaType.APPLICATION_JSON)
public class ModelsResource {
  private final Gate gate;
  private final Catalogue catalogue;

  ModelsResource(Gate gate, Catalogue catalogue) {
    this.gate = gate;
    this.catalogue = catalogue;
  }

  /// Models, in OpenAI's form.
  public record ModelsResponse(String object, List<ModelResponse> data) {}

  /// One of them. The tiers are as old as raghub; nothing is known of when they were made.
  @JsonNaming(SnakeCaseStrategy.class)
  public record ModelResponse(String id, String object, long created, String ownedBy) {
    static ModelResponse of(String name) {
      return new ModelResponse(name, "model", 0, "raghub");
    }
  }

  @GET
  @Operation(summary = "Who may answer in the workspace, as OpenAI lists models")
  public ModelsResponse list() {
    Workspace workspace = gate.workspace(Role.QUERY);
    return new ModelsResponse(
        "list", catalogue.models(workspace).stream().map(ModelResponse::of).toList());
  }

  @GET
  @Path("/{model}")
  @Operation(summary = "One of these models")
  public ModelResponse get(@PathParam("model") String model) {
    Workspace workspace = gate.workspace(Role.QUERY);
    return catalogue.models(workspace).stream()
        .filter(model::equals)
        .findFirst()
        .map(ModelResponse::of)
        .orElseThrow(() -> catalogue.missing(workspace));
  }
}
