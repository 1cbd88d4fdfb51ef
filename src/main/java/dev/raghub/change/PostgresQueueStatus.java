package dev.raghub.change;

import dev.raghub.workspace.PostgresScope;
import dev.raghub.workspace.Workspace;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Looks at the queue, and stops and starts its sources.
@ApplicationScoped
public class PostgresQueueStatus {
  private final PostgresScope scope;
  private final Clock clock;

  PostgresQueueStatus(PostgresScope scope, Clock clock) {
    this.scope = scope;
    this.clock = clock;
  }

  /// What waits.
  public QueueStatus of(Workspace workspace) {
    Instant now = clock.instant();
    return scope.read(
        workspace,
        handle -> {
          List<QueueStatus.Source> sources =
              handle
                  .createQuery(
                      "SELECT source, count(*) FILTER (WHERE NOT confirming) AS behind, "
                          + "min(noted_at) FILTER (WHERE NOT confirming) AS oldest, min(next_attempt_at) AS next, "
                          + "max(reason) AS reason, EXISTS (SELECT FROM paused_source paused WHERE paused.workspace = :workspace "
                          + "AND paused.source = known.source AND paused.until IS NULL) AS paused FROM (SELECT source, confirming, noted_at, next_attempt_at, reason "
                          + "FROM change WHERE workspace = :workspace UNION ALL SELECT source, true, NULL, NULL, NULL FROM paused_source "
                          + "WHERE workspace = :workspace AND until IS NULL) AS known GROUP BY source ORDER BY source")
                  .bind("workspace", workspace.id().value())
                  .map((row, context) -> source(row, now))
                  .list();
          long dead =
              count(handle, "SELECT count(*) FROM dead_letter WHERE workspace = ?", workspace);
          long confirming =
              count(
                  handle,
                  "SELECT count(*) FROM change WHERE workspace = ? AND confirming",
                  workspace);
          return new QueueStatus(
              sources.stream().mapToLong(QueueStatus.Source::behind).sum(),
              sources.stream().mapToLong(QueueStatus.Source::oldestSeconds).max().orElse(0),
              confirming,
              dead,
              sources);
        });
  }

  /// Stops applying a source's changes; they are kept.
  public void pause(Workspace workspace, String source) {
    scope.write(
        workspace,
        handle ->
            handle.execute(
                "INSERT INTO paused_source (workspace, source, paused_at) VALUES (?, ?, ?) "
                    + "ON CONFLICT (workspace, source) DO UPDATE SET until = NULL",
                workspace.id().value(),
                source,
                clock.instant()));
  }

  /// Goes on with a source's changes.
  public void resume(Workspace workspace, String source) {
    scope.write(
        workspace,
        handle ->
            handle.execute(
                "DELETE FROM paused_source WHERE workspace = ? AND source = ?",
                workspace.id().value(),
                source));
  }

  private static long count(org.jdbi.v3.core.Handle handle, String query, Workspace workspace) {
    return handle.createQuery(query).bind(0, workspace.id().value()).mapTo(Long.class).one();
  }

  private static QueueStatus.Source source(ResultSet row, Instant now) throws SQLException {
    Optional<Instant> oldest = instant(row, "oldest");
    return new QueueStatus.Source(
        row.getString("source"),
        row.getLong("behind"),
        oldest.map(since -> Math.max(0, Duration.between(since, now).toSeconds())).orElse(0L),
        row.getBoolean("paused"),
        instant(row, "next"),
        Optional.ofNullable(row.getString("reason")));
  }

  private static Optional<Instant> instant(ResultSet row, String column) throws SQLException {
    return Optional.ofNullable(row.getTimestamp(column)).map(Timestamp::toInstant);
  }
}
