package dev.raghub.schedule;

import dev.raghub.change.PostgresChanges;
import dev.raghub.fault.ErrorCode;
import dev.raghub.fault.RaghubException;
import dev.raghub.ingest.Heartbeat;
import dev.raghub.ingest.IngestSettings;
import dev.raghub.ingest.PostgresWatermarks;
import dev.raghub.source.Mapping;
import dev.raghub.source.PostgresChangedKeys.Changed;
import dev.raghub.source.SourceMapping;
import dev.raghub.workspace.PostgresScope;
import dev.raghub.workspace.Workspace;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.statement.SqlStatement;

/// Firings that tell the queue what changed: whose they are, and how far they are.
@ApplicationScoped
public class PostgresChangedPasses {
  private static final String MINE =
      " WHERE workspace = :workspace AND owner = :owner AND state = 'running'";

  private final PostgresScope scope;
  private final PostgresChanges changes;
  private final PostgresWatermarks watermarks;
  private final IngestSettings runs;
  private final Clock clock;

  PostgresChangedPasses(
      PostgresScope scope,
      PostgresChanges changes,
      PostgresWatermarks watermarks,
      IngestSettings runs,
      Clock clock) {
    this.scope = scope;
    this.changes = changes;
    this.watermarks = watermarks;
    this.runs = runs;
    this.clock = clock;
  }

  /// A firing that is ours until we show no sign of life.
  record Pass(String source, UUID owner) {}

  /// Takes those of a source that have begun and that nobody sees through: just taken by us, or of
  /// a gateway that is lost.
  List<Pass> takeOver(Workspace workspace, String source, Instant planned) {
    return takeOver(workspace, "source = :source AND planned_at = :planned", source, planned);
  }

  /// Takes those whose gateway is lost.
  List<Pass> takeOver(Workspace workspace) {
    Instant lost = clock.instant().minus(runs.lease());
    boolean any =
        scope.read(
            workspace,
            handle ->
                handle
                    .createQuery(
                        "SELECT EXISTS (SELECT FROM schedule_firing WHERE workspace = :workspace AND kind = 'changed' "
                            + "AND state = 'running' AND beat_at < :lost)")
                    .bind("workspace", workspace.id().value())
                    .bind("lost", lost)
                    .mapTo(Boolean.class)
                    .one());
    return any
        ? takeOver(workspace, "source <> :source AND beat_at < :planned", "", lost)
        : List.of();
  }

  private List<Pass> takeOver(Workspace workspace, String which, String source, Instant time) {
    return scope.write(
        workspace,
        handle ->
            handle
                .createQuery(
                    "UPDATE schedule_firing SET owner = gen_random_uuid(), beat_at = :now WHERE workspace = :workspace "
                        + "AND kind = 'changed' AND state = 'running' AND <which> RETURNING source, owner")
                .define("which", which)
                .bind("workspace", workspace.id().value())
                .bind("source", source)
                .bind("planned", time)
                .bind("now", clock.instant())
                .map(
                    (row, context) ->
                        new Pass(row.getString("source"), row.getObject("owner", UUID.class)))
                .list());
  }

  /// Tells the queue of these rows and moves the watermark behind them, together or not at all.
  void tell(
      Workspace workspace, Pass pass, Mapping mapping, SourceMapping source, Changed changed) {
    scope.write(
        workspace,
        handle -> {
          changes.backfill(workspace, handle, changed.keys());
          changed
              .watermark()
              .ifPresent(value -> watermarks.keep(workspace, handle, mapping, source, value));
          int mine =
              bound(
                      handle.createUpdate(
                          "UPDATE schedule_firing SET told = told + :more, beat_at = :now" + MINE),
                      workspace,
                      pass)
                  .bind("more", changed.keys().size())
                  .bind("now", clock.instant())
                  .execute();
          if (mine == 0) {
            throw new RaghubException(
                ErrorCode.SOURCE_BUSY, "another gateway has taken this firing over");
          }
          return mine;
        });
  }

  /// Shows that whoever sees it through is alive for as long as he works, however long the source
  /// takes for one answer.
  void whileAlive(Workspace workspace, Pass pass, Runnable work) {
    Heartbeat.during(work, runs.lease(), () -> beat(workspace, pass));
  }

  private void beat(Workspace workspace, Pass pass) {
    scope.record(
        workspace,
        handle ->
            bound(
                    handle.createUpdate("UPDATE schedule_firing SET beat_at = :now" + MINE),
                    workspace,
                    pass)
                .bind("now", clock.instant())
                .execute());
  }

  void finish(Workspace workspace, Pass pass) {
    scope.record(
        workspace,
        handle ->
            bound(
                    handle.createUpdate(
                        "UPDATE schedule_firing SET state = 'finished', finished_at = :now" + MINE),
                    workspace,
                    pass)
                .bind("now", clock.instant())
                .execute());
  }

  void fail(Workspace workspace, Pass pass, ErrorCode code, String reason) {
    scope.record(
        workspace,
        handle ->
            bound(
                    handle.createUpdate(
                        "UPDATE schedule_firing SET state = 'failed', finished_at = :now, error_code = :code, error = :reason"
                            + MINE),
                    workspace,
                    pass)
                .bind("now", clock.instant())
                .bind("code", code.code())
                .bind("reason", reason)
                .execute());
  }

  private static <S extends SqlStatement<S>> S bound(S statement, Workspace workspace, Pass pass) {
    return statement.bind("workspace", workspace.id().value()).bind("owner", pass.owner());
  }
}
