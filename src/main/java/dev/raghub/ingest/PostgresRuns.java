package dev.raghub.ingest;

import dev.raghub.fault.ErrorCode;
import dev.raghub.fault.RaghubException;
import dev.raghub.ingest.Job.Lease;
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
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jdbi.v3.core.statement.SqlStatement;

/// The runs of a workspace: who is at work, how far it is, how it ended.
@ApplicationScoped
public class PostgresRuns {
  private static final String COUNTS =
      "read = :read, created = :created, changed = :changed, unchanged = :unchanged, "
          + "deleted = :deleted, failed = :failed";

  /// Of whoever was overtaken there is no such run.
  static final String MINE =
      " WHERE workspace = :workspace AND id = :run AND owner = :owner AND state IN ('waiting', 'running')";

  private final PostgresScope scope;
  private final Clock clock;
  private final IngestSettings settings;

  PostgresRuns(PostgresScope scope, Clock clock, IngestSettings settings) {
    this.scope = scope;
    this.clock = clock;
    this.settings = settings;
  }

  /// Begins a run or, behind the last key taken in, goes on with it. Begins anew where that key is
  /// of something else than what is read now.
  Begun start(Workspace workspace, Lease lease, Beginning beginning) {
    return scope.record(
        workspace,
        handle -> {
          Begun begun =
              bound(
                      handle.createQuery(
                          "SELECT run.*, reads IS NOT DISTINCT FROM :reads AND position IS NOT NULL AS further FROM run "
                              + MINE
                              + " FOR UPDATE"),
                      workspace,
                      lease)
                  .bind("reads", beginning.reads())
                  .map((row, context) -> begun(row, beginning))
                  .findOne()
                  .orElseThrow(PostgresRuns::overtaken);
          bound(
                  handle.createUpdate(
                      "UPDATE run SET state = 'running', started_at = coalesce(started_at, :now), beat_at = :now, "
                          + "expected = :expected, reads = :reads, watermark = :watermark, "
                          + "position = CASE WHEN :further THEN position END, "
                          + COUNTS
                          + MINE),
                  workspace,
                  lease)
              .bindMethods(begun.counts())
              .bind("further", !begun.after().isEmpty())
              .bind("now", clock.instant())
              .bind("expected", beginning.expected())
              .bind("watermark", begun.watermark())
              .bind("reads", beginning.reads())
              .execute();
          return begun;
        });
  }

  /// What a run is about to read.
  ///
  /// @param reads tells it, and by which mapping, from anything else
  /// @param watermark up to where changes are known when it has ended
  record Beginning(UUID reads, long expected, Optional<String> watermark) {}

  /// Where a run begins.
  ///
  /// @param after the last key taken in; empty = at the beginning
  /// @param again whether somebody had begun it before
  record Begun(List<String> after, Counts counts, boolean again, Optional<String> watermark) {
    Begun {
      after = List.copyOf(after);
    }
  }

  /// Records how far the run is.
  ///
  /// @param position the last key taken in; empty where reading cannot go on behind it
  void advance(Workspace workspace, Lease lease, Counts counts, List<String> position) {
    int mine =
        scope.record(
            workspace,
            handle ->
                bound(
                        handle.createUpdate(
                            "UPDATE run SET beat_at = :now, position = CASE WHEN :placed THEN :position ELSE position END, "
                                + COUNTS
                                + MINE),
                        workspace,
                        lease)
                    .bindMethods(counts)
                    .bindArray("position", String.class, position)
                    .bind("placed", !position.isEmpty())
                    .bind("now", clock.instant())
                    .execute());
    if (mine == 0) {
      throw overtaken();
    }
  }

  /// Says how the source's tables differ from those of the run before.
  void drifted(Workspace workspace, Lease lease, List<String> drift) {
    scope.record(
        workspace,
        handle ->
            bound(handle.createUpdate("UPDATE run SET drift = :drift" + MINE), workspace, lease)
                .bindArray("drift", String.class, drift)
                .execute());
  }

  void finish(Workspace workspace, Lease lease) {
    scope.record(
        workspace,
        handle ->
            bound(
                    handle.createUpdate(
                        "UPDATE run SET state = 'finished', finished_at = :now, position = NULL"
                            + MINE),
                    workspace,
                    lease)
                .bind("now", clock.instant())
                .execute());
  }

  void fail(Workspace workspace, Lease lease, ErrorCode code, String message) {
    scope.record(
        workspace,
        handle ->
            bound(
                    handle.createUpdate(
                        "UPDATE run SET state = 'failed', finished_at = :now, position = NULL, error_code = :code, error = :error"
                            + MINE),
                    workspace,
                    lease)
                .bind("now", clock.instant())
                .bind("code", code.code())
                .bind("error", message)
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

  static RaghubException overtaken() {
    return new RaghubException(
        ErrorCode.SOURCE_BUSY, "another gateway has taken this run over; nothing is lost");
  }

  static <S extends SqlStatement<S>> S bound(S statement, Workspace workspace, Lease lease) {
    return statement
        .bind("workspace", workspace.id().value())
        .bind("run", lease.run())
        .bind("owner", lease.owner());
  }

  private static Begun begun(ResultSet row, Beginning beginning) throws SQLException {
    boolean again = row.getTimestamp("started_at") != null;
    return row.getBoolean("further")
        ? new Begun(
            List.of((String[]) row.getArray("position").getArray()),
            counts(row),
            again,
            Optional.ofNullable(row.getString("watermark")))
        : new Begun(List.of(), Counts.NONE, again, beginning.watermark());
  }

  private static Run run(ResultSet row) throws SQLException {
    return new Run(
        row.getLong("id"),
        row.getString("source"),
        Run.State.valueOf(row.getString("state").toUpperCase(Locale.ROOT)),
        row.getLong("expected"),
        counts(row),
        Optional.ofNullable(row.getString("error_code")),
        Optional.ofNullable(row.getString("error")),
        row.getTimestamp("created_at").toInstant(),
        Optional.ofNullable(row.getTimestamp("started_at")).map(Timestamp::toInstant),
        Optional.ofNullable(row.getTimestamp("finished_at")).map(Timestamp::toInstant),
        row.getInt("takeovers"),
        List.of((String[]) row.getArray("drift").getArray()));
  }

  private static Counts counts(ResultSet row) throws SQLException {
    return new Counts(
        row.getLong("read"),
        row.getLong("created"),
        row.getLong("changed"),
        row.getLong("unchanged"),
        row.getLong("deleted"),
        row.getLong("failed"));
  }
}
