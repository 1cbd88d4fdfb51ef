package dev.raghub.announce;

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
import java.util.UUID;

/// What subscribers are still to be told. One row for each subscriber and run, however many
/// gateways look.
@ApplicationScoped
public class PostgresAnnouncements {
  /// Longer than a request may take; afterwards another gateway tries.
  private static final Duration LEASE = Duration.ofMinutes(2);

  private final PostgresScope scope;
  private final Clock clock;

  PostgresAnnouncements(PostgresScope scope, Clock clock) {
    this.scope = scope;
    this.clock = clock;
  }

  /// Enters the runs that ended since this subscriber is known. Runs that ended before are not
  /// told.
  void enter(Workspace workspace, Subscriber subscriber) {
    Instant now = clock.instant();
    scope.record(
        workspace,
        handle -> {
          handle.execute(
              "INSERT INTO subscriber_known (workspace, subscriber, since) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
              workspace.id().value(),
              subscriber.name(),
              now);
          return handle
              .createUpdate(
                  """
                  INSERT INTO announcement (workspace, subscriber, run, id, created_at, next_attempt_at)
                  SELECT run.workspace, :subscriber, run.id, gen_random_uuid(), :now, :now
                  FROM run JOIN subscriber_known known ON known.workspace = run.workspace AND known.subscriber = :subscriber
                  WHERE run.workspace = :workspace AND run.finished_at >= known.since
                    AND 'run.' || run.state = ANY(CAST(:events AS text[]))
                  ON CONFLICT (workspace, subscriber, run) DO NOTHING
                  """)
              .bind("workspace", workspace.id().value())
              .bind("subscriber", subscriber.name())
              .bindArray("events", String.class, List.copyOf(subscriber.events()))
              .bind("now", now)
              .execute();
        });
  }

  /// Takes one whose turn it is. Until the lease ends nobody else does.
  Optional<Announcement> claim(Workspace workspace, String subscriber) {
    Instant now = clock.instant();
    return scope.record(
        workspace,
        handle ->
            handle
                .createQuery(
                    """
                    UPDATE announcement SET leased_until = :lost WHERE workspace = :workspace AND id IN (
                      SELECT id FROM announcement WHERE workspace = :workspace AND subscriber = :subscriber AND state = 'waiting'
                        AND next_attempt_at <= :now AND (leased_until IS NULL OR leased_until <= :now)
                      ORDER BY run LIMIT 1 FOR UPDATE SKIP LOCKED)
                    RETURNING *
                    """)
                .bind("workspace", workspace.id().value())
                .bind("subscriber", subscriber)
                .bind("now", now)
                .bind("lost", now.plus(LEASE))
                .map((row, context) -> announcement(row))
                .findOne());
  }

  /// Notes how an attempt went, unless another gateway has ended it meanwhile.
  ///
  /// @param state see [Announcement#state]
  void attempted(
      Workspace workspace, UUID id, String state, Optional<Integer> answer, Instant next) {
    scope.record(
        workspace,
        handle ->
            handle
                .createUpdate(
                    "UPDATE announcement SET state = :state, attempts = attempts + 1, last_answer = :answer, "
                        + "next_attempt_at = :next, leased_until = NULL WHERE workspace = :workspace AND id = :id AND state = 'waiting'")
                .bind("state", state)
                .bind("answer", answer.orElse(null))
                .bind("next", next)
                .bind("workspace", workspace.id().value())
                .bind("id", id)
                .execute());
  }

  /// The latest, newest first.
  public List<Announcement> list(Workspace workspace, int limit) {
    return scope.read(
        workspace,
        handle ->
            handle
                .createQuery(
                    "SELECT * FROM announcement WHERE workspace = :workspace ORDER BY created_at DESC, run DESC, subscriber LIMIT :limit")
                .bind("workspace", workspace.id().value())
                .bind("limit", limit)
                .map((row, context) -> announcement(row))
                .list());
  }

  /// Forgets what was told before this moment. Its run is older still and is not told again.
  void sweep(Workspace workspace, Instant before) {
    scope.record(
        workspace,
        handle -> {
          handle.execute(
              "UPDATE subscriber_known SET since = greatest(since, ?) WHERE workspace = ?",
              before,
              workspace.id().value());
          return handle.execute(
              "DELETE FROM announcement WHERE workspace = ? AND created_at < ? AND state <> 'waiting'",
              workspace.id().value(),
              before);
        });
  }

  private static Announcement announcement(ResultSet row) throws SQLException {
    boolean waiting = row.getString("state").equals("waiting");
    return new Announcement(
        row.getObject("id", UUID.class),
        row.getString("subscriber"),
        row.getLong("run"),
        row.getString("state"),
        row.getInt("attempts"),
        Optional.ofNullable(row.getObject("last_answer", Integer.class)),
        row.getTimestamp("created_at").toInstant(),
        waiting
            ? Optional.ofNullable(row.getTimestamp("next_attempt_at")).map(Timestamp::toInstant)
            : Optional.empty());
  }
}
