package dev.raghub.graph;

import dev.raghub.workspace.PostgresScope;
import dev.raghub.workspace.Workspace;
import jakarta.enterprise.context.ApplicationScoped;

/// How large a workspace's graph is.
@ApplicationScoped
public class PostgresGraphCounts {
  private final PostgresScope scope;

  PostgresGraphCounts(PostgresScope scope) {
    this.scope = scope;
  }

  /// Nodes and edges.
  ///
  /// @param mentions entity–sentence pairs
  /// @param edges foreign keys and list entries between rows
  public record Counts(long entities, long mentions, long edges) {}

  public Counts count(Workspace workspace) {
    return scope.read(
        workspace,
        handle ->
            handle
                .createQuery(
                    "SELECT (SELECT count(*) FROM entity WHERE workspace = :w) AS entities, "
                        + "(SELECT count(*) FROM mention WHERE workspace = :w) AS mentions, "
                        + "(SELECT count(*) FROM edge_fk WHERE workspace = :w) AS edges")
                .bind("w", workspace.id().value())
                .map(
                    (row, context) ->
                        new Counts(
                            row.getLong("entities"), row.getLong("mentions"), row.getLong("edges")))
                .one());
  }
}
