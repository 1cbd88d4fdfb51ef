package dev.raghub.ingest;

import dev.raghub.fault.ErrorCode;
import dev.raghub.fault.RaghubException;
import dev.raghub.ingest.Run.Counts;
import dev.raghub.workspace.PostgresScope;
import dev.raghub.workspace.Workspace;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/// The runs of a workspace: who is at work, how far it is, how it ended.
@ApplicationScoped
public class PostgresRuns {
  private final PostgresScope scope;
  private final Clock clock;
  private final IngestSettings settings;

  PostgresRuns(PostgresScope scope, Clock clock, IngestSettings settings) {
    this.scope = scope;
    this.clock = clock;
    this.settings = settings;
  }

  /// Enters a run for each source, to be started in this order. SOURCE_BUSY when one of them is at
  /// work already; runs that have lost their gateway are ended first.
  public List<Long> enter(Workspace workspace, List<String> sources) {
    return scope.write(
        workspace,
        handle -> {
          endLost(workspace, handle);
          UUID job = handle.createQuery("SELECT gen_random_uuid()").mapTo(UUID.class).one();
          return sources.stream().map(source -> enter(workspace, handle, job, source)).toList();
        });
  }

  public void start(Workspace workspace, long run, long expected) {
    update(
        workspace,
        run,
        "state = 'running', started_at = :now, beat_at = :now, expected = :expected",
        expected);
  }

  /// Records how far the run is, and that it and the runs that wait behind it are alive.
  public void advance(Workspace workspace, long run, Counts counts) {
    scope.record(
        workspace,
        handle -> {
          handle
              .createUpdate(
                  "UPDATE run SET read = :read, created = :created, changed = :changed, unchanged = :unchanged, "
                      + "deleted = :deleted, failed = :failed WHERE workspace = :workspace AND id = :run")
              .bindMethods(counts)
              .bind("workspace", workspace.id().value())
              .bind("run", run)
              .execute();
          return handle.execute(
              "UPDATE run SET beat_at = ? WHERE workspace = ? AND state IN ('waiting', 'running') "
                  + "AND job = (SELECT job FROM run WHERE workspace = ? AND id = ?)",
              clock.instant(),
              workspace.id().value(),
              workspace.id().value(),
              run);
        });
  }

  public void finish(Workspace workspace, long run) {
    update(workspace, run, "state = 'finished', finished_at = :now", 0);
  }

  public void fail(Workspace workspace, long run, ErrorCode code, String message) {
    scope.record(
        workspace,
        handle ->
            handle
                .createUpdate(
                    "UPDATE run SET state = 'failed', finished_at = :now, error_code = :code, error = :error "
                        + "WHERE workspace = :workspace AND id = :run")
                .bind("now", clock.instant())
                .bind("code", code.code())
                .bind("error", message)
                .bind("workspace", workspace.id().value())
                .bind("run", run)
                .execute());
  }

  /// Keeps the reasons of failed rows, up to [IngestSettings#failuresKept] a run.
  public void keepFailures(Workspace workspace, long run, Collection<RowFailure> failures) {
    if (failures.isEmpty()) {
      return;
    }
    scope.record(
        workspace,
        handle -> {
          PreparedBatch batch =
              handle.prepareBatch(
                  "INSERT INTO run_failure (workspace, run, key, code, reason) SELECT :workspace, :run, :key, :code, :reason "
                      + "WHERE (SELECT count(*) FROM run_failure WHERE workspace = :workspace AND run = :run) < :kept "
                      + "ON CONFLICT DO NOTHING");
          for (RowFailure failure : failures) {
            batch
                .bind("workspace", workspace.id().value())
                .bind("run", run)
                .bindMethods(failure)
                .bind("kept", settings.failuresKept())
                .add();
          }
          return batch.execute().length;
        });
  }

  public Optional<Run> find(Workspace workspace, long run) {
    return scope.read(
        workspace,
        handle ->
            handle
                .createQuery("SELECT * FROM run WHERE workspace = :workspace AND id = :run")
                .bind("workspace", workspace.id().value())
                .bind("run", run)
                .map((row, context) -> run(row))
                .findOne());
  }

  /// The runs that are reading, by source.
  public Map<String, Long> reading(Workspace workspace) {
    return scope.read(
        workspace,
        handle ->
            handle
                .createQuery(
                    "SELECT source, id FROM run WHERE workspace = :workspace AND state = 'running'")
                .bind("workspace", workspace.id().value())
                .reduceRows(
                    new HashMap<>(),
                    (found, row) -> {
                      found.put(
                          row.getColumn("source", String.class), row.getColumn("id", Long.class));
                      return found;
                    }));
  }

  /// The latest runs, newest first.
  public List<Run> list(Workspace workspace, int limit) {
    return scope.read(
        workspace,
        handle ->
            handle
                .createQuery(
                    "SELECT * FROM run WHERE workspace = :workspace ORDER BY id DESC LIMIT :limit")
                .bind("workspace", workspace.id().value())
                .bind("limit", limit)
                .map((row, context) -> run(row))
                .list());
  }

  /// The failed rows of a run, by key.
  public List<RowFailure> failures(Workspace workspace, long run, int limit) {
    return scope.read(
        workspace,
        handle ->
            handle
                .createQuery(
                    "SELECT key, code, reason FROM run_failure WHERE workspace = :workspace AND run = :run "
                        + "ORDER BY key LIMIT :limit")
                .bind("workspace", workspace.id().value())
                .bind("run", run)
                .bind("limit", limit)
                .map(
                    (row, context) ->
                        new RowFailure(
                            row.getString("key"), row.getString("code"), row.getString("reason")))
                .list());
  }

  private void endLost(Workspace workspace, Handle handle) {
    handle
        .createUpdate(
            "UPDATE run SET state = 'failed', finished_at = :now, error_code = 'interrupted', "
                + "error = 'the gateway that ran it stopped; what it had taken in is kept' "
                + "WHERE workspace = :workspace AND state IN ('waiting', 'running') AND beat_at < :lost")
        .bind("workspace", workspace.id().value())
        .bind("now", clock.instant())
        .bind("lost", clock.instant().minus(settings.lease()))
        .execute();
  }

  private long enter(Workspace workspace, Handle handle, UUID job, String source) {
    return handle
        .createQuery(
            "INSERT INTO run (workspace, job, source, state, created_at, beat_at) VALUES (:workspace, :job, :source, 'waiting', :now, :now) "
                + "ON CONFLICT (workspace, source) WHERE state IN ('waiting', 'running') DO NOTHING RETURNING id")
        .bind("workspace", workspace.id().value())
        .bind("job", job)
        .bind("source", source)
        .bind("now", clock.instant())
        .mapTo(Long.class)
        .findOne()
        .orElseThrow(
            () ->
                new RaghubException(
                    ErrorCode.SOURCE_BUSY,
                    "a run over '" + source + "' is at work; wait for it to end"));
  }

  private void update(Workspace workspace, long run, String set, long expected) {
    scope.record(
        workspace,
        handle ->
            handle
                .createUpdate("UPDATE run SET <set> WHERE workspace = :workspace AND id = :run")
                .define("set", set)
                .bind("now", clock.instant())
                .bind("expected", expected)
                .bind("workspace", workspace.id().value())
                .bind("run", run)
                .execute());
  }

  private static Run run(ResultSet row) throws SQLException {
    return new Run(
        row.getLong("id"),
        row.getString("source"),
        Run.State.valueOf(row.getString("state").toUpperCase(Locale.ROOT)),
        row.getLong("expected"),
        new Counts(
            row.getLong("read"),
            row.getLong("created"),
            row.getLong("changed"),
            row.getLong("unchanged"),
            row.getLong("deleted"),
            row.getLong("failed")),
        Optional.ofNullable(row.getString("error_code")),
        Optional.ofNullable(row.getString("error")),
        row.getTimestamp("created_at").toInstant(),
        Optional.ofNullable(row.getTimestamp("started_at")).map(Timestamp::toInstant),
        Optional.ofNullable(row.getTimestamp("finished_at")).map(Timestamp::toInstant));
  }
}
