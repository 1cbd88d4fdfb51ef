package dev.raghub.change;

import dev.raghub.ingest.Run;
import dev.raghub.source.RowChange;
import dev.raghub.workspace.PostgresScope;
import dev.raghub.workspace.Workspace;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.SqlStatement;

/// What goes out of the queue. Many workers on many replicas take from it: a claim is a lease on
/// entries that others skip, and after which they take them all the same. Whoever was overtaken can
/// neither apply nor end what is no longer his.
@ApplicationScoped
public class PostgresQueue {
  private static final List<Duration> BACK_OFF =
      List.of(
          Duration.ofSeconds(1),
          Duration.ofSeconds(5),
          Duration.ofSeconds(30),
          Duration.ofMinutes(2),
          Duration.ofMinutes(10));
  private static final Duration POSTPONEMENT = Duration.ofSeconds(10);

  private static final String READS =
      "(SELECT FROM run WHERE run.workspace = :workspace AND run.source <> :embeddings AND %s)";

  /// One whose gateway is lost as well: it may stand still and store something when it wakes, until
  /// another takes the run over.
  private static final String ACTIVE = READS.formatted("run.state IN ('waiting', 'running')");

  private static final String MINE =
      "unnest(:sources, :keys, :numbers, :versions, :besides) AS mine (source, key, number, version, beside)";
  private static final String OF_MINE =
      "FROM "
          + MINE
          + " WHERE change.workspace = :workspace AND change.source = mine.source AND change.key = mine.key "
          + "AND change.claim = mine.number";
  private static final String HELD =
      "(SELECT change.claim FROM change JOIN "
          + MINE
          + " ON change.source = mine.source AND change.key = mine.key AND change.claim = mine.number "
          + "WHERE change.workspace = :workspace AND change.leased_until IS NOT NULL "
          + "ORDER BY change.source, change.key FOR UPDATE OF change)";
  private static final String END =
      "WITH ended AS (DELETE FROM change USING "
          + MINE
          + " WHERE change.workspace = :workspace AND change.source = mine.source AND change.key = mine.key "
          + "AND change.claim = mine.number AND change.version = mine.version AND NOT mine.beside), "
          + "revived AS (DELETE FROM dead_letter dead USING "
          + MINE
          + " WHERE dead.workspace = :workspace AND dead.source = mine.source AND dead.key = mine.key "
          + "AND EXISTS (SELECT FROM change WHERE change.workspace = :workspace AND change.source = mine.source "
          + "AND change.key = mine.key AND change.claim = mine.number)) "
          + "UPDATE change SET leased_until = NULL, attempts = 0, reason = NULL, noted_at = :now, "
          + "since = change.leased_until - :lease * interval '1 second', renamed = mine.beside, confirming = (change.version = mine.version) FROM "
          + MINE
          + " WHERE change.workspace = :workspace AND change.source = mine.source AND change.key = mine.key "
          + "AND change.claim = mine.number AND (change.version <> mine.version OR mine.beside)";

  private static final String AWAY =
      """
      INSERT INTO paused_source (workspace, source, paused_at, until)
      SELECT :workspace, away.source, :now, :until FROM unnest(CAST(:sources AS text[])) AS away (source)
      ON CONFLICT (workspace, source) DO UPDATE SET until = excluded.until WHERE paused_source.until IS NOT NULL
      """;

  private final PostgresScope scope;
  private final ChangeSettings settings;
  private final Clock clock;

  PostgresQueue(PostgresScope scope, ChangeSettings settings, Clock clock) {
    this.scope = scope;
    this.settings = settings;
    this.clock = clock;
  }

  /// Takes the changes whose turn it is, changes before backfill, those that waited longest first.
  List<Claim> claim(Workspace workspace, int limit) {
    Instant now = clock.instant();
    return scope.write(
        workspace,
        handle ->
            handle
                .createQuery(
                    ("WITH due AS (SELECT source, key FROM change WHERE workspace = :workspace AND next_attempt_at <= :now "
                        + "AND (leased_until IS NULL OR leased_until <= :now) AND NOT (confirming AND EXISTS "
                        + ACTIVE
                        + ") AND NOT EXISTS (SELECT FROM paused_source paused WHERE paused.workspace = :workspace "
                        + "AND paused.source = change.source AND (paused.until IS NULL OR paused.until > :now)) ORDER BY priority, next_attempt_at, source, key "
                        + "LIMIT :limit FOR UPDATE SKIP LOCKED) "
                        + "UPDATE change SET claim = nextval('change_claim'), leased_until = :lost FROM due "
                        + "WHERE change.workspace = :workspace AND change.source = due.source AND change.key = due.key "
                        + "RETURNING change.*, EXISTS "
                        + ACTIVE
                        + " AS beside, EXISTS "
                        + READS.formatted("run.finished_at > change.since")
                        + " AS overlapped"))
                .bind("workspace", workspace.id().value())
                .bind("embeddings", Run.EMBEDDINGS)
                .bind("now", now)
                .bind("lost", now.plus(settings.lease()))
                .bind("limit", limit)
                .map((row, context) -> claim(row))
                .list());
  }

  /// Notes that rows which show the titles of these have to follow, whoever ends the claims.
  void noteRenamed(Workspace workspace, Collection<Claim> claims) {
    scope.write(
        workspace,
        handle -> {
          hold(workspace, handle, claims);
          return bound(
                  handle.createUpdate("UPDATE change SET renamed = true " + OF_MINE),
                  workspace,
                  claims)
              .execute();
        });
  }

  /// Locks these entries until the transaction ends. False if one of them is no longer ours.
  boolean hold(Workspace workspace, Handle handle, Collection<Claim> claims) {
    return bound(handle.createQuery("SELECT count(*) FROM " + HELD + " AS held"), workspace, claims)
            .mapTo(Integer.class)
            .one()
        == claims.size();
  }

  /// Takes applied changes out of the queue, and what was given up of the same rows before. What
  /// was told of meanwhile stays, as does what a run may overwrite that was at work already when
  /// they were claimed. One that began later reads what was told.
  void end(Workspace workspace, Collection<Claim> claims) {
    Instant now = clock.instant();
    scope.write(
        workspace,
        handle -> {
          hold(workspace, handle, claims);
          return bound(handle.createUpdate(END), workspace, claims)
              .bind("lease", settings.lease().toSeconds())
              .bind("now", now)
              .execute();
        });
  }

  /// Gives claims back: what failed was not their fault, and would fail for all other rows of their
  /// sources, whose turn is therefore over for a while.
  void postpone(Workspace workspace, Collection<Claim> claims, String code) {
    Instant now = clock.instant();
    release(workspace, claims, Duration.ZERO, 0, code);
    scope.write(
        workspace,
        handle ->
            handle
                .createUpdate(AWAY)
                .bind("workspace", workspace.id().value())
                .bindArray(
                    "sources",
                    String.class,
                    claims.stream().map(Claim::source).distinct().sorted().toList())
                .bind("now", now)
                .bind("until", now.plus(POSTPONEMENT))
                .execute());
  }

  /// Notes that an attempt failed by the row's own fault, and when the next one is.
  void retryLater(Workspace workspace, Claim claim, String code) {
    Duration pause = BACK_OFF.get(Math.min(claim.attempts(), BACK_OFF.size() - 1));
    release(workspace, List.of(claim), pause, 1, code);
  }

  private void release(
      Workspace workspace, Collection<Claim> claims, Duration pause, int failures, String code) {
    // What was told meanwhile may have mended it, so it is not kept waiting.
    String statement =
        "UPDATE change SET leased_until = NULL, reason = :code, attempts = attempts + :failures, "
            + "next_attempt_at = CASE WHEN change.version = mine.version THEN :next ELSE change.next_attempt_at END "
            + OF_MINE;
    scope.write(
        workspace,
        handle -> {
          hold(workspace, handle, claims);
          return bound(handle.createUpdate(statement), workspace, claims)
              .bind("code", code)
              .bind("failures", failures)
              .bind("next", clock.instant().plus(pause))
              .execute();
        });
  }

  private static <S extends SqlStatement<S>> S bound(
      S statement, Workspace workspace, Collection<Claim> claims) {
    return statement
        .bindArray("sources", String.class, claims.stream().map(Claim::source).toList())
        .bindArray("keys", String.class, claims.stream().map(Claim::key).toList())
        .bindArray("numbers", Long.class, claims.stream().map(Claim::number).toList())
        .bindArray("versions", Long.class, claims.stream().map(Claim::version).toList())
        .bindArray("besides", Boolean.class, claims.stream().map(Claim::beside).toList())
        .bind("workspace", workspace.id().value());
  }

  private static Claim claim(ResultSet row) throws SQLException {
    return new Claim(
        new RowChange(
            row.getString("source"),
            row.getString("key"),
            PostgresChanges.kind(row.getString("kind"))),
        row.getLong("version"),
        row.getLong("claim"),
        row.getInt("attempts"),
        row.getTimestamp("noted_at").toInstant(),
        row.getBoolean("renamed"),
        row.getBoolean("beside"),
        row.getBoolean("overlapped"));
  }
}
