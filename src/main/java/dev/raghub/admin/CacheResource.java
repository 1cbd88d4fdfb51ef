package dev.raghub.admin;

import dev.raghub.cache.CacheInspection;
import dev.raghub.cache.CacheInspection.Largest;
import dev.raghub.cache.CacheInspection.Stats;
import dev.raghub.rest.Gate;
import dev.raghub.workspace.Role;
import dev.raghub.workspace.Workspace;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/// A workspace's kept answers.
@Path("/v1/admin/cache")
@Tag(name = "admin")
@RunOnVirtualThread
@Produces(MediaType.APPLICATION_JSON)
public class CacheResource {
  private final Gate gate;
  private final CacheInspection cache;

  CacheResource(Gate gate, CacheInspection cache) {
    this.gate = gate;
    this.cache = cache;
  }

  /// How many keys were taken out.
  public record Purged(long keys) {}

  @GET
  @Operation(summary = "How many answers are kept, what they take, and how often they were wrong")
  public Stats stats() {
    return cache.stats(gate.workspace(Role.ADMIN));
  }

  @GET
  @Path("/entries")
  @Operation(summary = "The largest kept answers")
  public List<Largest> entries(@QueryParam("limit") @DefaultValue("20") int limit) {
    Workspace workspace = gate.workspace(Role.ADMIN);
    Parameters.limit(limit);
    return cache.largest(workspace, limit);
  }

  @DELETE
  @Operation(summary = "Take all kept answers out and begin to count false hits anew")
  public Purged purge() {
    return new Purged(cache.purge(gate.workspace(Role.ADMIN)));
  }
}
