package dev.raghub.ingest;

import static dev.raghub.ingest.PostgresRuns.MINE;
import static dev.raghub.ingest.PostgresRuns.bound;

import dev.raghub.fault.ErrorCode;
import dev.raghub.fault.RaghubException;
import dev.raghub.ingest.Job.Lease;
import dev.raghub.workspace.PostgresScope;
import dev.raghub.workspace.Workspace;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/// Whose a run is. Its holder beats; a run that stops beating has lost its gateway, and whoever
/// finds it takes it over.
@ApplicationScoped
public class PostgresLeases {
  private static final String LOST =
      "workspace = :workspace AND state IN ('waiting', 'running') AND beat_at < :lost";

  private final PostgresScope scope;
  private final Clock clock;
  private final IngestSettings settings;

  PostgresLeases(PostgresScope scope, Clock clock, IngestSettings settings) {
    this.scope = scope;
    this.clock = clock;
    this.settings = settings;
  }

  /// Enters a run for each source, to be started in this order. SOURCE_BUSY when one of them is at
  /// work already; runs over them that have lost their gateway are ended first.
  public Job enter(Workspace workspace, List<String> sources, boolean allowDeletes) {
    return scope.write(workspace, handle -> enter(workspace, handle, sources, allowDeletes));
  }

  /// The same as a part of the caller's transaction.
  public Job enter(Workspace workspace, Handle handle, List<String> sources, boolean allowDeletes) {
    endLost(workspace, handle, sources);
    UUID job = handle.createQuery("SELECT gen_random_uuid()").mapTo(UUID.class).one();
    List<Job.Entry> entries =
        sources.stream()
            .map(source -> new Job.Entry(enter(workspace, handle, job, source), source))
            .toList();
    handle.execute(
        "UPDATE run SET owner = job, allow_deletes = ? WHERE workspace = ? AND job = ?",
        allowDeletes,
        workspace.id().value(),
        job);
    return new Job(job, allowDeletes, entries);
  }

  /// Takes over a job whose gateway is lost, with what is left of it; none, if there is none.
  List<Job> takeOver(Workspace workspace) {
    Instant lost = clock.instant().minus(settings.lease());
    boolean any =
        scope.read(
            workspace,
            handle ->
                handle
                    .createQuery("SELECT EXISTS (SELECT FROM run WHERE " + LOST + ")")
                    .bind("workspace", workspace.id().value())
                    .bind("lost", lost)
                    .mapTo(Boolean.class)
                    .one());
    return any ? scope.write(workspace, handle -> takeOver(workspace, handle, lost)) : List.of();
  }

  private List<Job> takeOver(Workspace workspace, Handle handle, Instant lost) {
    List<UUID> jobs =
        handle
            .createQuery("SELECT job FROM run WHERE " + LOST + " GROUP BY job ORDER BY min(id)")
            .bind("workspace", workspace.id().value())
            .bind("lost", lost)
            .mapTo(UUID.class)
            .list();
    return jobs.stream()
        .filter(job -> isLost(workspace, handle, job, lost))
        .map(job -> takeOver(workspace, handle, job))
        .toList();
  }

  /// Keeps the job from everybody else until the transaction ends, and looks once more. The order
  /// is that of [#beat], whose holder may be slow rather than gone.
  private boolean isLost(Workspace workspace, Handle handle, UUID job, Instant lost) {
    return handle
        .createQuery(
            "SELECT beat_at < :lost FROM run WHERE workspace = :workspace AND job = :job "
                + "AND state IN ('waiting', 'running') ORDER BY id FOR UPDATE")
        .bind("workspace", workspace.id().value())
        .bind("job", job)
        .bind("lost", lost)
        .mapTo(Boolean.class)
        .list()
        .contains(true);
  }

  private Job takeOver(Workspace workspace, Handle handle, UUID job) {
    UUID owner = handle.createQuery("SELECT gen_random_uuid()").mapTo(UUID.class).one();
    List<Taken> taken =
        handle
            .createQuery(
                "UPDATE run SET owner = :owner, beat_at = :now, takeovers = takeovers + 1 "
                    + "WHERE workspace = :workspace AND job = :job AND state IN ('waiting', 'running') "
                    + "RETURNING id, source, allow_deletes")
            .bind("owner", owner)
            .bind("now", clock.instant())
            .bind("workspace", workspace.id().value())
            .bind("job", job)
            .map(
                (row, context) ->
                    new Taken(
                        new Job.Entry(row.getLong("id"), row.getString("source")),
                        row.getBoolean("allow_deletes")))
            .list();
    return new Job(
        owner,
        taken.stream().allMatch(Taken::allowDeletes),
        taken.stream()
            .map(Taken::entry)
            .sorted((one, other) -> Long.compare(one.run(), other.run()))
            .toList());
  }

  private record Taken(Job.Entry entry, boolean allowDeletes) {}

  /// Shows that the job's holder is alive.
  void beat(Workspace workspace, Job job) {
    scope.record(
        workspace,
        handle ->
            handle.execute(
                "WITH mine AS (SELECT id FROM run WHERE workspace = ? AND owner = ? AND state IN ('waiting', 'running') "
                    + "ORDER BY id FOR UPDATE) UPDATE run SET beat_at = ? FROM mine WHERE run.id = mine.id",
                workspace.id().value(),
                job.owner(),
                clock.instant()));
  }

  /// Keeps the run ours until the transaction ends; SOURCE_BUSY if it is no longer.
  void hold(Workspace workspace, Handle handle, Lease lease) {
    boolean ours =
        bound(handle.createQuery("SELECT id FROM run" + MINE + " FOR SHARE"), workspace, lease)
            .mapTo(Long.class)
            .findOne()
            .isPresent();
    if (!ours) {
      throw PostgresRuns.overtaken();
    }
  }

  private void endLost(Workspace workspace, Handle handle, List<String> sources) {
    handle
        .createUpdate(
            "WITH lost AS (SELECT id FROM run WHERE "
                + LOST
                + " AND source = ANY(:sources) ORDER BY id FOR UPDATE) "
                + "UPDATE run SET state = 'failed', finished_at = :now, position = NULL, error_code = 'interrupted', "
                + "error = 'the gateway that ran it stopped; what it had taken in is kept' "
                + "FROM lost WHERE run.id = lost.id")
        .bind("workspace", workspace.id().value())
        .bind("now", clock.instant())
        .bind("lost", clock.instant().minus(settings.lease()))
        .bindArray("sources", String.class, sources)
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
}
