package dev.raghub.inspect;

import dev.raghub.graph.EntityId;
import dev.raghub.graph.Merges;
import dev.raghub.graph.PostgresResolutionStore;
import dev.raghub.workspace.PostgresScope;
import dev.raghub.workspace.Workspace;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/// Where an entity is mentioned: each sentence with its row and the row's version.
@ApplicationScoped
public class PostgresEvidence {
  private static final Cursor FIRST = Cursor.of(Long.MIN_VALUE, -1);

  private final PostgresScope scope;
  private final PostgresResolutionStore resolutions;

  PostgresEvidence(PostgresScope scope, PostgresResolutionStore resolutions) {
    this.scope = scope;
    this.resolutions = resolutions;
  }

  /// A sentence that mentions an entity.
  ///
  /// @param version of the row; with `source` and `key` what a citation cites
  /// @param passage its place in the row, from 0
  /// @param sentence its place in the passage, from 0
  /// @param rules how it was found
  public record Evidence(
      String source,
      String key,
      String type,
      String title,
      long version,
      Instant changedAt,
      int passage,
      int sentence,
      String text,
      List<String> rules) {
    public Evidence {
      rules = List.copyOf(rules);
    }
  }

  private record Placed(long chunk, Evidence evidence) {}

  /// The sentences that mention an entity or what is the same by a person's word, by chunk.
  public Listed<Evidence> of(
      Workspace workspace, EntityId entity, int limit, Optional<String> cursor) {
    Cursor from = Cursor.read(cursor, FIRST);
    return scope
        .read(workspace, handle -> read(workspace, handle, entity, limit, from))
        .map(Placed::evidence);
  }

  private Listed<Placed> read(
      Workspace workspace, Handle handle, EntityId entity, int limit, Cursor from) {
    Merges merges = resolutions.merges(workspace, handle);
    List<Placed> read =
        handle
            .createQuery(
                """
                SELECT said.chunk, said.sentence, said.rules, chunk.ordinal, chunk.sentences[said.sentence + 1] AS text,
                  item.source, item.key, item.type, item.title, item.version, item.changed_at
                FROM (SELECT chunk, sentence, array_agg(DISTINCT rule ORDER BY rule) AS rules FROM mention
                      WHERE workspace = :workspace AND entity = ANY(:entities) AND (chunk, sentence) > (:chunk, :sentence)
                      GROUP BY chunk, sentence ORDER BY chunk, sentence LIMIT :limit) said
                JOIN chunk ON chunk.workspace = :workspace AND chunk.id = said.chunk
                JOIN source_item item ON item.workspace = :workspace AND item.id = chunk.item
                ORDER BY said.chunk, said.sentence
                """)
            .bind("workspace", workspace.id().value())
            .bindArray("entities", Long.class, merges.members(merges.root(entity.value())))
            .bind("chunk", from.number(0))
            .bind("sentence", from.number(1))
            .bind("limit", limit + 1)
            .map((row, context) -> new Placed(row.getLong("chunk"), evidence(row)))
            .list();
    return Listed.of(read, limit, last -> Cursor.of(last.chunk(), last.evidence().sentence()));
  }

  private static Evidence evidence(ResultSet row) throws SQLException {
    return new Evidence(
        row.getString("source"),
        row.getString("key"),
        row.getString("type"),
        row.getString("title"),
        row.getLong("version"),
        row.getTimestamp("changed_at").toInstant(),
        row.getInt("ordinal"),
        row.getInt("sentence"),
        row.getString("text"),
        List.of((String[]) row.getArray("rules").getArray()));
  }
}
