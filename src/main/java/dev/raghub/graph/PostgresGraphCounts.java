package dev.raghub.graph;

import dev.raghub.workspace.PostgresScope;
import dev.raghub.workspace.Workspace;
import jakarta.enterprise.context.ApplicationScoped;

/// How large a workspace's graph is.
@ApplicationScoped
public class PostgresGraphCounts {
  private static final String ALL =
      "SELECT (SELECT count(*) FROM entity WHERE workspace = :w) AS entities, "
          + "(SELECT count(*) FROM mention WHERE workspace = :w) AS mentions, "
          + "(SELECT count(*) FROM edge_fk WHERE workspace = :w) AS edges";

  /// Row-level security leaves only readable rows in `source_item`; what hangs on them is counted
  /// by way of it. A name is there where a readable row bears or mentions it.
  private static final String READABLE =
      """
      WITH readable AS MATERIALIZED (SELECT id FROM source_item WHERE workspace = :w AND deleted_at IS NULL),
      said AS MATERIALIZED (
        SELECT mention.entity FROM mention JOIN chunk ON chunk.workspace = :w AND chunk.id = mention.chunk
        JOIN readable ON readable.id = chunk.item WHERE mention.workspace = :w)
      SELECT (SELECT count(*) FROM entity WHERE workspace = :w AND id IN (
               SELECT id FROM readable UNION ALL SELECT entity FROM said
               UNION ALL SELECT name FROM alias JOIN readable ON readable.id = alias.item WHERE workspace = :w)) AS entities,
             (SELECT count(*) FROM said) AS mentions,
             (SELECT count(*) FROM edge_fk JOIN readable ON readable.id = item_from WHERE workspace = :w) AS edges
      """;

  private final PostgresScope scope;

  PostgresGraphCounts(PostgresScope scope) {
    this.scope = scope;
  }

  /// Nodes and edges.
  ///
  /// @param mentions entity–sentence pairs
  /// @param edges foreign keys and list entries between rows
  public record Counts(long entities, long mentions, long edges) {}

  /// Of the whole workspace, or of what its rows say that the caller may read.
  public Counts count(Workspace workspace) {
    return scope.read(
        workspace,
        handle ->
            handle
                .createQuery(workspace.rights().restricted() ? READABLE : ALL)
                .bind("w", workspace.id().value())
                .map(
                    (row, context) ->
                        new Counts(
                            row.getLong("entities"), row.getLong("mentions"), row.getLong("edges")))
                .one());
  }
}
