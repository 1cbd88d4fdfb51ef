package dev.raghub.rest;

import dev.raghub.corpus.PostgresCorpus;
import dev.raghub.erase.Erasures;
import dev.raghub.graph.PostgresGraphCounts;
import dev.raghub.workspace.Caller;
import dev.raghub.workspace.PostgresWorkspaces;
import dev.raghub.workspace.Role;
import dev.raghub.workspace.Workspace;
import dev.raghub.workspace.WorkspaceId;
import dev.raghub.workspace.WorkspaceInfo;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/// Workspaces: the ones that the caller may see, and for admins their making and erasing.
@Path("/v1/workspaces")
@Tag(name = "workspaces")
@RunOnVirtualThread
@Produces(MediaType.APPLICATION_JSON)
public class WorkspaceResource {
  private final Gate gate;
  private final AdminAction action;
  private final PostgresWorkspaces workspaces;
  private final PostgresCorpus corpus;
  private final PostgresGraphCounts graph;
  private final Erasures erasures;

  WorkspaceResource(
      Gate gate,
      AdminAction action,
      PostgresWorkspaces workspaces,
      PostgresCorpus corpus,
      PostgresGraphCounts graph,
      Erasures erasures) {
    this.gate = gate;
    this.action = action;
    this.workspaces = workspaces;
    this.corpus = corpus;
    this.graph = graph;
    this.erasures = erasures;
  }

  /// The name of a workspace to be made.
  public record NewWorkspace(
      @Schema(required = true, minLength = 1, maxLength = 63, pattern = "[a-z0-9][a-z0-9_-]*")
          @Nullable String name) {}

  /// A workspace in a list.
  public record WorkspaceResponse(String name, String state, Instant createdAt) {
    static WorkspaceResponse of(WorkspaceInfo info) {
      return new WorkspaceResponse(
          info.id().value(), info.state().name().toLowerCase(Locale.ROOT), info.createdAt());
    }
  }

  /// What a workspace holds, as far as the caller may read it.
  public record Description(
      String name,
      String state,
      long documents,
      long chunks,
      long entities,
      long mentions,
      long edges) {}

  @GET
  @Operation(summary = "The workspaces that this key may enter")
  public List<WorkspaceResponse> list() {
    return workspaces.list(gate.caller(Role.QUERY)).stream().map(WorkspaceResponse::of).toList();
  }

  @GET
  @Path("/{name}")
  @Operation(summary = "What a workspace holds")
  public Description describe(@PathParam("name") String name) {
    Workspace workspace = workspaces.enter(gate.caller(Role.QUERY), Optional.of(name));
    PostgresCorpus.Size size = corpus.size(workspace);
    PostgresGraphCounts.Counts counts = graph.count(workspace);
    return new Description(
        name,
        workspaces.info(workspace).state().name().toLowerCase(Locale.ROOT),
        size.items(),
        size.chunks(),
        counts.entities(),
        counts.mentions(),
        counts.edges());
  }

  @POST
  @Once(value = Role.ADMIN, in = Once.In.NOWHERE)
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(summary = "Make an empty workspace")
  @APIResponse(responseCode = "201", description = "made")
  public Response create(@Nullable NewWorkspace request) {
    Caller caller = gate.caller(Role.ADMIN);
    String name = Body.field("name", Body.required(request).name());
    action.about(name);
    WorkspaceInfo made = workspaces.create(caller, new WorkspaceId(name));
    action.concerns(made.id());
    return Response.status(201).entity(WorkspaceResponse.of(made)).build();
  }

  @DELETE
  @Path("/{name}")
  @Operation(
      summary = "Erase a workspace with all that it holds",
      description = "With proof=true the answer says what was searched for it, and what was found.")
  @APIResponse(responseCode = "200", description = "erased; the proof")
  @APIResponse(responseCode = "204", description = "erased")
  public Response delete(
      @PathParam("name") String name, @QueryParam("proof") @DefaultValue("false") boolean proof) {
    Caller caller = gate.caller(Role.ADMIN);
    Workspace workspace = workspaces.enterToWrite(caller, Optional.of(name));
    action.concerns(workspace.id());
    Erasures.Erased erased = erasures.workspace(caller, workspace);
    action.about(erased.id().toString());
    return proof ? Response.ok(erased).build() : Response.noContent().build();
  }

  @POST
  @Path("/{name}/freeze")
  @Operation(summary = "Freeze a workspace: it answers, and takes nothing in")
  public WorkspaceResponse freeze(@PathParam("name") String name) {
    return frozen(name, true);
  }

  @POST
  @Path("/{name}/thaw")
  @Operation(summary = "Thaw a frozen workspace")
  public WorkspaceResponse thaw(@PathParam("name") String name) {
    return frozen(name, false);
  }

  private WorkspaceResponse frozen(String name, boolean frozen) {
    Caller caller = gate.caller(Role.ADMIN);
    Workspace workspace = workspaces.enter(caller, Optional.of(name));
    action.concerns(workspace.id());
    return WorkspaceResponse.of(workspaces.freeze(caller, workspace, frozen));
  }
}
