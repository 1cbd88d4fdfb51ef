package dev.raghub.admin;

import dev.raghub.rest.Body;
import dev.raghub.rest.Gate;
import dev.raghub.spend.PostgresTraces;
import dev.raghub.spend.Trace;
import dev.raghub.workspace.Role;
import dev.raghub.workspace.Workspace;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/// The calls of models that were made for a workspace.
@Path("/v1/admin/traces")
@Tag(name = "admin")
@RunOnVirtualThread
@Produces(MediaType.APPLICATION_JSON)
public class TraceResource {
  private static final int MAX_REQUEST = 100;

  private final Gate gate;
  private final PostgresTraces traces;

  TraceResource(Gate gate, PostgresTraces traces) {
    this.gate = gate;
    this.traces = traces;
  }

  @GET
  @Operation(summary = "The latest calls of models, newest first, without prompts and answers")
  public List<Trace> list(
      @QueryParam("request") Optional<String> request,
      @QueryParam("limit") @DefaultValue("50") int limit) {
    Workspace workspace = gate.workspace(Role.ADMIN);
    Parameters.limit(limit);
    return traces.list(workspace, request.map(id -> Body.line("request", id, MAX_REQUEST)), limit);
  }
}
