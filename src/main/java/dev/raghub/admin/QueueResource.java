package dev.raghub.admin;

import dev.raghub.change.ChangeWorkers;
import dev.raghub.change.PostgresQueueStatus;
import dev.raghub.change.QueueStatus;
import dev.raghub.fault.ErrorCode;
import dev.raghub.fault.RaghubException;
import dev.raghub.ingest.MappingFolder;
import dev.raghub.rest.AdminAction;
import dev.raghub.rest.Body;
import dev.raghub.rest.Gate;
import dev.raghub.workspace.Role;
import dev.raghub.workspace.Workspace;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/// The queue of changes of a workspace: what waits, pause, resume.
@Path("/v1/admin/queue")
@Tag(name = "admin")
@RunOnVirtualThread
@Produces(MediaType.APPLICATION_JSON)
public class QueueResource {
  private static final int MAX_NAME = 200;

  private final Gate gate;
  private final AdminAction action;
  private final PostgresQueueStatus status;
  private final MappingFolder mappings;
  private final ChangeWorkers workers;

  QueueResource(
      Gate gate,
      AdminAction action,
      PostgresQueueStatus status,
      MappingFolder mappings,
      ChangeWorkers workers) {
    this.gate = gate;
    this.action = action;
    this.status = status;
    this.mappings = mappings;
    this.workers = workers;
  }

  /// Which source.
  public record SourceRequest(
      @Schema(required = true, minLength = 1, maxLength = MAX_NAME) @Nullable String source) {}

  @GET
  @Operation(summary = "How many changes wait, since when, for which sources, and why")
  public QueueStatus show() {
    return status.of(gate.workspace(Role.ADMIN));
  }

  @POST
  @Path("/pause")
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(summary = "Stop applying a source's changes; they are kept")
  public QueueStatus pause(@Nullable SourceRequest request) {
    Workspace workspace = gate.workspace(Role.ADMIN);
    String source = name(request);
    boolean known =
        mappings.of(workspace.id()).stream()
            .anyMatch(mapping -> mapping.source(source).isPresent());
    if (!known) {
      throw new RaghubException(
          ErrorCode.NOT_FOUND, "the mapping of this workspace has no source of that name");
    }
    status.pause(workspace, source);
    return status.of(workspace);
  }

  @POST
  @Path("/resume")
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(summary = "Go on with a source's changes")
  public QueueStatus resume(@Nullable SourceRequest request) {
    Workspace workspace = gate.workspace(Role.ADMIN);
    status.resume(workspace, name(request));
    workers.wake(workspace);
    return status.of(workspace);
  }

  private String name(@Nullable SourceRequest request) {
    String source = Body.line("source", Body.required(request).source(), MAX_NAME);
    action.about(source);
    return source;
  }
}
