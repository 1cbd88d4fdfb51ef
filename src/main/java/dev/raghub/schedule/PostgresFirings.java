package dev.raghub.schedule;

import dev.raghub.ingest.Job;
import dev.raghub.ingest.PostgresLeases;
import dev.raghub.ingest.Run;
import dev.raghub.schedule.Plan.Due;
import dev.raghub.source.Schedule;
import dev.raghub.workspace.PostgresScope;
import dev.raghub.workspace.Workspace;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/// Which times of schedules came, and who took them.
@ApplicationScoped
public class PostgresFirings {
  private static final String FREE =
      "NOT EXISTS (SELECT FROM paused_source paused WHERE paused.workspace = :workspace AND paused.source = :source "
          + "AND (paused.until IS NULL OR paused.until > :now)) AND NOT EXISTS (SELECT FROM schedule_firing other WHERE other.workspace = :workspace AND other.source = :source "
          + "AND other.kind = 'changed' AND other.state = 'running')";

  private final PostgresScope scope;
  private final PostgresLeases leases;
  private final ScheduleSettings settings;
  private final Clock clock;

  PostgresFirings(
      PostgresScope scope, PostgresLeases leases, ScheduleSettings settings, Clock clock) {
    this.scope = scope;
    this.leases = leases;
    this.settings = settings;
    this.clock = clock;
  }

  /// What was fired of a source. A schedule that was never seen is in force from now on.
  Plan.Fired fired(Workspace workspace, String source, Schedule schedule) {
    Optional<Plan.Fired> known =
        scope.read(workspace, handle -> fired(workspace, handle, source, schedule));
    return known.orElseGet(() -> know(workspace, source, schedule));
  }

  private Plan.Fired know(Workspace workspace, String source, Schedule schedule) {
    return scope.write(
        workspace,
        handle -> {
          handle.execute(
              "INSERT INTO schedule_known (workspace, source, schedule, since) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING",
              workspace.id().value(),
              source,
              schedule.inWords(),
              clock.instant());
          return fired(workspace, handle, source, schedule).orElseThrow();
        });
  }

  private static Optional<Plan.Fired> fired(
      Workspace workspace, Handle handle, String source, Schedule schedule) {
    return handle
        .createQuery(
            "SELECT since, (SELECT max(planned_at) FROM schedule_firing WHERE workspace = :workspace AND source = :source) AS last, "
                + "(SELECT max(planned_at) FROM schedule_firing WHERE workspace = :workspace AND source = :source AND kind = 'full') AS last_full "
                + "FROM schedule_known WHERE workspace = :workspace AND source = :source AND schedule = :schedule")
        .bind("workspace", workspace.id().value())
        .bind("source", source)
        .bind("schedule", schedule.inWords())
        .map(
            (row, context) ->
                new Plan.Fired(
                    row.getTimestamp("since").toInstant(),
                    instant(row.getTimestamp("last")),
                    instant(row.getTimestamp("last_full"))))
        .findOne();
  }

  private static Optional<Instant> instant(@org.jspecify.annotations.Nullable Timestamp time) {
    return Optional.ofNullable(time).map(Timestamp::toInstant);
  }

  /// Takes those of these times that nobody has taken, and enters a run over each of their sources,
  /// all or none: SOURCE_BUSY where one is at work. Empty where none was left to take. Sources that
  /// are paused keep theirs for later.
  Optional<Job> fireFull(Workspace workspace, List<Due> times) {
    return scope.write(
        workspace,
        handle -> {
          List<Due> ours = times.stream().filter(due -> take(workspace, handle, due)).toList();
          if (ours.isEmpty()) {
            return Optional.empty();
          }
          List<String> names = new ArrayList<>(ours.stream().map(Due::source).toList());
          names.add(Run.EMBEDDINGS);
          Job job = leases.enter(workspace, handle, names, false);
          for (int i = 0; i < ours.size(); i++) {
            handle.execute(
                "UPDATE schedule_firing SET run = ?, state = 'finished' WHERE workspace = ? AND source = ? AND planned_at = ?",
                job.entries().get(i).run(),
                workspace.id().value(),
                ours.get(i).source(),
                ours.get(i).planned());
          }
          return Optional.of(job);
        });
  }

  /// Takes this time, if nobody has.
  boolean fireChanged(Workspace workspace, Due due) {
    return scope.write(workspace, handle -> take(workspace, handle, due));
  }

  private boolean take(Workspace workspace, Handle handle, Due due) {
    return handle
            .createUpdate(
                "INSERT INTO schedule_firing (workspace, source, planned_at, kind, fired_at, owner, beat_at) "
                    + "SELECT :workspace, :source, :planned, :kind, :now, gen_random_uuid(), :now WHERE "
                    + FREE
                    + " ON CONFLICT DO NOTHING")
            .bind("workspace", workspace.id().value())
            .bind("source", due.source())
            .bind("planned", due.planned())
            .bind("kind", due.kind().word())
            .bind("now", clock.instant())
            .execute()
        > 0;
  }

  /// The last firing of a source.
  Optional<Firing> last(Workspace workspace, String source) {
    return scope.read(
        workspace,
        handle ->
            handle
                .createQuery(
                    "SELECT f.*, run.state AS run_state, run.error_code AS run_code, run.error AS run_error FROM schedule_firing f "
                        + "LEFT JOIN run ON run.workspace = f.workspace AND run.id = f.run "
                        + "WHERE f.workspace = :workspace AND f.source = :source ORDER BY planned_at DESC LIMIT 1")
                .bind("workspace", workspace.id().value())
                .bind("source", source)
                .map(
                    (row, context) -> {
                      boolean full = row.getObject("run") != null;
                      return new Firing(
                          row.getTimestamp("planned_at").toInstant(),
                          Kind.of(row.getString("kind")),
                          row.getTimestamp("fired_at").toInstant(),
                          Optional.ofNullable(row.getObject("run", Long.class)),
                          row.getString(
                              full && row.getString("run_state") != null ? "run_state" : "state"),
                          row.getLong("told"),
                          Optional.ofNullable(row.getString(full ? "run_code" : "error_code")),
                          Optional.ofNullable(row.getString(full ? "run_error" : "error")));
                    })
                .findOne());
  }

  /// Forgets what was fired long ago, but never a source's last.
  void sweep(Workspace workspace) {
    scope.record(
        workspace,
        handle ->
            handle.execute(
                "DELETE FROM schedule_firing f WHERE workspace = ? AND planned_at < ? AND EXISTS (SELECT FROM schedule_firing later "
                    + "WHERE later.workspace = f.workspace AND later.source = f.source AND later.kind = f.kind "
                    + "AND later.planned_at > f.planned_at)",
                workspace.id().value(),
                clock.instant().minus(settings.keep())));
  }
}
