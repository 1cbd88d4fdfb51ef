package dev.raghub.admin;

import dev.raghub.fault.ErrorCode;
import dev.raghub.fault.RaghubException;
import dev.raghub.ingest.DryRun;
import dev.raghub.ingest.DryRuns;
import dev.raghub.ingest.Jobs;
import dev.raghub.ingest.PostgresRuns;
import dev.raghub.ingest.RowFailure;
import dev.raghub.ingest.Run;
import dev.raghub.rest.Body;
import dev.raghub.rest.Gate;
import dev.raghub.rest.Once;
import dev.raghub.workspace.Role;
import dev.raghub.workspace.Workspace;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/// Runs: start an ingest of a workspace's sources, see how far it is, see what failed.
@Path("/v1/admin/runs")
@Tag(name = "admin")
@RunOnVirtualThread
@Produces(MediaType.APPLICATION_JSON)
public class RunResource {
  private final Gate gate;
  private final Jobs jobs;
  private final PostgresRuns runs;
  private final DryRuns dryRuns;

  RunResource(Gate gate, Jobs jobs, PostgresRuns runs, DryRuns dryRuns) {
    this.gate = gate;
    this.jobs = jobs;
    this.runs = runs;
    this.dryRuns = dryRuns;
  }

  /// What to ingest.
  public record RunRequest(
      @Schema(
              description = "a source's name; absent = all of the workspace",
              minLength = 1,
              maxLength = AddressRequest.MAX_TEXT)
          Optional<String> source,
      @Schema(
              description = "delete even what the deletion guard would stop",
              defaultValue = "false")
          Optional<Boolean> allowDeletes,
      @Schema(
              description = "write nothing, and answer when it is done with what would change",
              defaultValue = "false")
          Optional<Boolean> dryRun) {}

  /// What runs would do, source by source.
  public record DryRunResponse(List<DryRun> sources) {}

  /// The runs that were entered, in their order.
  public record StartedResponse(List<Long> runs) {}

  @POST
  @Once(Role.ADMIN)
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(summary = "Ingest the workspace's sources, by the mappings in the gateway's folder")
  @APIResponse(responseCode = "202", description = "started")
  @APIResponse(responseCode = "200", description = "what would change, of a dry run")
  public Response start(@Nullable RunRequest request) {
    Workspace workspace = gate.workspace(Role.ADMIN);
    Optional<String> source = request == null ? Optional.empty() : request.source();
    source.ifPresent(name -> Body.line("source", name, AddressRequest.MAX_TEXT));
    boolean force = request != null && request.allowDeletes().orElse(false);
    if (request != null && request.dryRun().orElse(false)) {
      return Response.ok(new DryRunResponse(dryRuns.of(workspace, source, force))).build();
    }
    return Response.status(202)
        .entity(new StartedResponse(jobs.start(workspace, source, force)))
        .build();
  }

  @GET
  @Operation(summary = "The latest runs, newest first")
  public List<Run> list(@QueryParam("limit") @DefaultValue("50") int limit) {
    return runs.list(gate.workspace(Role.ADMIN), Parameters.limit(limit));
  }

  @GET
  @Path("/{id}")
  @Operation(summary = "A run as it stands")
  public Run get(@PathParam("id") long id) {
    return runs.find(gate.workspace(Role.ADMIN), id).orElseThrow(RunResource::notFound);
  }

  @GET
  @Path("/{id}/failures")
  @Operation(summary = "The rows of a run that were not taken in, with reasons")
  public List<RowFailure> failures(
      @PathParam("id") long id, @QueryParam("limit") @DefaultValue("100") int limit) {
    Workspace workspace = gate.workspace(Role.ADMIN);
    Run run = runs.find(workspace, id).orElseThrow(RunResource::notFound);
    return runs.failures(workspace, run.id(), Parameters.limit(limit));
  }

  private static RaghubException notFound() {
    return new RaghubException(ErrorCode.NOT_FOUND, "there is no such run");
  }
}
