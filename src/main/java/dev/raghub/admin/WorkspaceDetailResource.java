package dev.raghub.admin;

import dev.raghub.cache.CacheInspection;
import dev.raghub.erase.PostgresRemains;
import dev.raghub.graph.Graphs;
import dev.raghub.index.Indexes;
import dev.raghub.ingest.PostgresRuns;
import dev.raghub.ingest.Run;
import dev.raghub.rest.Gate;
import dev.raghub.tier.Policy;
import dev.raghub.tier.PostgresPolicies;
import dev.raghub.workspace.PostgresWorkspaces;
import dev.raghub.workspace.Role;
import dev.raghub.workspace.Workspace;
import dev.raghub.workspace.WorkspaceInfo;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/// A workspace for those who run it: what it takes, where it stands.
@Path("/v1/admin/workspace")
@Tag(name = "admin")
@RunOnVirtualThread
@Produces(MediaType.APPLICATION_JSON)
public class WorkspaceDetailResource {
  private static final int LAST_RUNS = 5;

  private final Gate gate;
  private final PostgresWorkspaces workspaces;
  private final PostgresRemains tables;
  private final Indexes indexes;
  private final Graphs graphs;
  private final CacheInspection cache;
  private final PostgresRuns runs;
  private final PostgresPolicies policies;

  WorkspaceDetailResource(
      Gate gate,
      PostgresWorkspaces workspaces,
      PostgresRemains tables,
      Indexes indexes,
      Graphs graphs,
      CacheInspection cache,
      PostgresRuns runs,
      PostgresPolicies policies) {
    this.gate = gate;
    this.workspaces = workspaces;
    this.tables = tables;
    this.indexes = indexes;
    this.graphs = graphs;
    this.cache = cache;
    this.runs = runs;
    this.policies = policies;
  }

  /// @param tables rows and bytes of each table, without its indexes
  /// @param luceneBytes of this gateway's files
  /// @param graphBytes in this gateway's memory; 0 = not loaded
  /// @param cachedAnswers and their bytes in Redis
  public record Details(
      String name,
      String state,
      Instant createdAt,
      long revision,
      List<PostgresRemains.Size> tables,
      long luceneBytes,
      long graphBytes,
      long cachedAnswers,
      long cachedBytes,
      List<Run> lastRuns,
      Policy policy) {}

  @GET
  @Operation(summary = "What a workspace takes in each store, its last runs, policy and revision")
  public Details describe() {
    Workspace workspace = gate.workspace(Role.ADMIN);
    WorkspaceInfo info = workspaces.info(workspace);
    CacheInspection.Stats kept = cache.stats(workspace);
    return new Details(
        info.id().value(),
        info.state().name().toLowerCase(Locale.ROOT),
        info.createdAt(),
        indexes.head(workspace),
        tables.sizes(workspace),
        indexes.bytes(workspace),
        graphs.bytes(workspace),
        kept.entries(),
        kept.bytes(),
        runs.list(workspace, LAST_RUNS),
        policies.of(workspace));
  }
}
