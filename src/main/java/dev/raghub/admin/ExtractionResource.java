package dev.raghub.admin;

import dev.raghub.reading.ExtractionStatus;
import dev.raghub.reading.ExtractionWorkers;
import dev.raghub.reading.PostgresExtractionStatus;
import dev.raghub.rest.Gate;
import dev.raghub.rest.Once;
import dev.raghub.workspace.Role;
import dev.raghub.workspace.Workspace;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/// What a language model reads in a workspace's texts: how far it is, what failed, begin anew.
@Path("/v1/admin/extractions")
@Tag(name = "admin")
@RunOnVirtualThread
@Produces(MediaType.APPLICATION_JSON)
public class ExtractionResource {
  private final Gate gate;
  private final ExtractionWorkers workers;
  private final PostgresExtractionStatus status;

  ExtractionResource(Gate gate, ExtractionWorkers workers, PostgresExtractionStatus status) {
    this.gate = gate;
    this.workers = workers;
    this.status = status;
  }

  /// How many texts are to be read now that were not before.
  public record EnteredResponse(int texts) {}

  @GET
  @Operation(summary = "How far the texts are read, and what failed, those tried next first")
  public ExtractionStatus status(@QueryParam("limit") @DefaultValue("100") int limit) {
    Workspace workspace = gate.workspace(Role.ADMIN);
    Parameters.limit(limit);
    return status.of(workspace, limit);
  }

  @POST
  @Once(Role.ADMIN)
  @Operation(summary = "Read what is not read yet; what an earlier version stored as well")
  @APIResponse(responseCode = "202", description = "begun")
  public Response run() {
    return entered(workers.plan(gate.workspace(Role.ADMIN)));
  }

  @POST
  @Once(Role.ADMIN)
  @Path("/retry")
  @Operation(summary = "Try what failed again now, whatever its turn would be")
  @APIResponse(responseCode = "202", description = "begun")
  public Response retry() {
    return entered(workers.retry(gate.workspace(Role.ADMIN)));
  }

  private static Response entered(int texts) {
    return Response.status(202).entity(new EnteredResponse(texts)).build();
  }
}
