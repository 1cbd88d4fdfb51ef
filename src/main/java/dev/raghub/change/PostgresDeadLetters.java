package dev.raghub.change;

import dev.raghub.source.RowChange;
import dev.raghub.workspace.PostgresScope;
import dev.raghub.workspace.Workspace;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.SqlStatement;

/// The changes that were given up.
@ApplicationScoped
public class PostgresDeadLetters {
  private static final String WHICH =
      " WHERE workspace = :workspace AND source = coalesce(CAST(:source AS text), source) "
          + "AND key = coalesce(CAST(:key AS text), key) ";

  private static final String WAITING =
      "SELECT 1 FROM change WHERE workspace = :workspace AND (source, key) IN (SELECT source, key FROM dead_letter"
          + WHICH
          + ") ORDER BY source, key FOR UPDATE";

  private final PostgresScope scope;
  private final PostgresChanges changes;
  private final Clock clock;

  PostgresDeadLetters(PostgresScope scope, PostgresChanges changes, Clock clock) {
    this.scope = scope;
    this.changes = changes;
    this.clock = clock;
  }

  /// Gives a claim up, unless the row was told to have changed meanwhile: then it is tried as it is
  /// now.
  ///
  /// @param reason holds no text of the row
  void bury(Workspace workspace, Claim claim, String code, String reason) {
    scope.write(
        workspace,
        handle -> {
          int buried =
              handle
                  .createUpdate(
                      "WITH given_up AS (DELETE FROM change WHERE workspace = :workspace AND source = :source AND key = :key "
                          + "AND claim = :claim AND version = :version RETURNING *) "
                          + "INSERT INTO dead_letter (workspace, source, key, kind, attempts, code, reason, noted_at, died_at) "
                          + "SELECT workspace, source, key, kind, attempts + 1, :code, :reason, noted_at, :now FROM given_up "
                          + "ON CONFLICT (workspace, source, key) DO UPDATE SET kind = excluded.kind, code = excluded.code, "
                          + "attempts = excluded.attempts, reason = excluded.reason, noted_at = excluded.noted_at, died_at = excluded.died_at")
                  .bind("workspace", workspace.id().value())
                  .bind("source", claim.source())
                  .bind("key", claim.key())
                  .bind("claim", claim.number())
                  .bind("version", claim.version())
                  .bind("code", code)
                  .bind("reason", reason)
                  .bind("now", clock.instant())
                  .execute();
          return buried > 0
              ? buried
              : handle.execute(
                  "UPDATE change SET leased_until = NULL, attempts = 0 WHERE workspace = ? AND source = ? AND key = ? AND claim = ?",
                  workspace.id().value(),
                  claim.source(),
                  claim.key(),
                  claim.number());
        });
  }

  /// The latest ones first.
  public List<DeadLetter> list(Workspace workspace, Optional<String> source, int limit) {
    return scope.read(
        workspace,
        handle ->
            which(
                    workspace,
                    handle.createQuery(
                        "SELECT * FROM dead_letter"
                            + WHICH
                            + "ORDER BY died_at DESC, key LIMIT :limit"),
                    source,
                    Optional.empty())
                .bind("limit", limit)
                .map((row, context) -> letter(row))
                .list());
  }

  /// Tries those of a source, or one of them, again. Returns how many.
  public int retry(Workspace workspace, Optional<String> source, Optional<String> key) {
    return scope.write(
        workspace,
        handle -> {
          // In the order of those who end changes: first the queue, then the letters.
          which(workspace, handle.createQuery(WAITING), source, key).mapTo(Integer.class).list();
          List<RowChange> revived = take(workspace, handle, source, key);
          if (!revived.isEmpty()) {
            changes.enter(workspace, handle, revived);
          }
          return revived.size();
        });
  }

  /// Forgets those of a source, or one of them. Returns how many.
  public int drop(Workspace workspace, Optional<String> source, Optional<String> key) {
    return scope.write(workspace, handle -> take(workspace, handle, source, key).size());
  }

  private static List<RowChange> take(
      Workspace workspace, Handle handle, Optional<String> source, Optional<String> key) {
    return which(
            workspace,
            handle.createQuery("DELETE FROM dead_letter" + WHICH + "RETURNING source, key, kind"),
            source,
            key)
        .map(
            (row, context) ->
                new RowChange(
                    row.getString("source"),
                    row.getString("key"),
                    PostgresChanges.kind(row.getString("kind"))))
        .list();
  }

  private static <S extends SqlStatement<S>> S which(
      Workspace workspace, S statement, Optional<String> source, Optional<String> key) {
    return statement
        .bind("workspace", workspace.id().value())
        .bind("source", source.orElse(null))
        .bind("key", key.orElse(null));
  }

  private static DeadLetter letter(ResultSet row) throws SQLException {
    return new DeadLetter(
        row.getString("source"),
        row.getString("key"),
        row.getString("kind"),
        row.getInt("attempts"),
        row.getString("code"),
        row.getString("reason"),
        row.getTimestamp("noted_at").toInstant(),
        row.getTimestamp("died_at").toInstant());
  }
}
