package dev.raghub.schedule;

import dev.raghub.change.ChangeWorkers;
import dev.raghub.change.PostgresChanges;
import dev.raghub.fault.ErrorCode;
import dev.raghub.fault.RaghubException;
import dev.raghub.ingest.MappingFolder;
import dev.raghub.ingest.PostgresWatermarks;
import dev.raghub.observe.Observation;
import dev.raghub.observe.Observer;
import dev.raghub.schedule.PostgresChangedPasses.Pass;
import dev.raghub.source.Mapping;
import dev.raghub.source.PostgresChangedKeys;
import dev.raghub.source.PostgresChangedKeys.Changed;
import dev.raghub.source.PostgresSource;
import dev.raghub.source.SourceMapping;
import dev.raghub.workspace.Workspace;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;

/// Tells the queue of changes which rows changed since the last time, as the source's change column
/// says. The queue reads them again, tells the rows that show them, and applies each once: there is
/// no second way in. Rows that are gone are left to a reading of the whole source.
@ApplicationScoped
public class ChangedRows {
  private final MappingFolder mappings;
  private final PostgresChangedPasses passes;
  private final PostgresWatermarks watermarks;
  private final PostgresChanges changes;
  private final ChangeWorkers workers;
  private final ScheduleSettings settings;
  private final Observer observer;
  private volatile boolean stopped;

  ChangedRows(
      MappingFolder mappings,
      PostgresChangedPasses passes,
      PostgresWatermarks watermarks,
      PostgresChanges changes,
      ChangeWorkers workers,
      ScheduleSettings settings,
      Observer observer) {
    this.mappings = mappings;
    this.passes = passes;
    this.watermarks = watermarks;
    this.changes = changes;
    this.workers = workers;
    this.settings = settings;
    this.observer = observer;
  }

  @PreDestroy
  void close() {
    stopped = true;
  }

  /// Whether a source can tell, from where on.
  boolean canTell(Workspace workspace, Mapping mapping, SourceMapping source) {
    return !source.change().isEmpty() && watermarks.find(workspace, mapping, source).isPresent();
  }

  /// Sees a firing through; how it ended stands in it.
  void tell(Workspace workspace, Pass pass) {
    try {
      Mapping mapping =
          mappings.of(workspace.id()).stream()
              .filter(each -> each.source(pass.source()).isPresent())
              .findFirst()
              .orElseThrow(
                  () ->
                      new RaghubException(
                          ErrorCode.NOT_FOUND, "the mapping no longer has this source"));
      SourceMapping source = mapping.source(pass.source()).orElseThrow();
      passes.whileAlive(workspace, pass, () -> tell(workspace, pass, mapping, source));
      passes.finish(workspace, pass);
    } catch (RaghubException known) {
      failed(workspace, pass, known);
    } catch (RuntimeException | Error unknown) {
      if (!stopped) {
        observer.saw(new Observation.RequestFailed("schedule of " + pass.source(), unknown));
        passes.fail(workspace, pass, ErrorCode.INTERNAL, "an error inside raghub; see its log");
      }
    }
  }

  private void failed(Workspace workspace, Pass pass, RaghubException known) {
    if (stopped) {
      return;
    }
    if (known.code() == ErrorCode.SOURCE_CHANGED) {
      // The value may be of a column that is another now: the next time all is read.
      watermarks.forget(workspace, pass.source());
    }
    passes.fail(workspace, pass, known.code(), known.reason());
  }

  private void tell(Workspace workspace, Pass pass, Mapping mapping, SourceMapping source) {
    try (PostgresSource database = PostgresSource.connect(mappings.address(mapping))) {
      PostgresChangedKeys keys =
          database
              .reader(mapping)
              .changedKeys(source)
              .orElseThrow(
                  () ->
                      new RaghubException(
                          ErrorCode.SOURCE_CHANGED,
                          "the change column of this source holds neither numbers nor moments, or its key is not proven"));
      String since = watermarks.find(workspace, mapping, source).orElseThrow(ChangedRows::unknown);
      Changed changed =
          keys.since(
              since,
              new PostgresChangedKeys.Overlap(settings.overlap(), settings.overlapNumbers()),
              settings.batch());
      while (!changed.keys().isEmpty()) {
        waitForRoom(workspace, changed.keys().size());
        passes.tell(workspace, pass, mapping, source, changed);
        workers.wake(workspace);
        changed = keys.behind(changed.last(), settings.batch());
      }
    }
  }

  private static RaghubException unknown() {
    return new RaghubException(
        ErrorCode.SOURCE_CHANGED, "the mapping has changed; all of the source has to be read");
  }

  private void waitForRoom(Workspace workspace, int more) {
    while (!stopped && !changes.hasRoomFor(workspace, more)) {
      try {
        Thread.sleep(settings.look());
      } catch (InterruptedException stop) {
        Thread.currentThread().interrupt();
        throw new RaghubException(ErrorCode.QUEUE_FULL, "the gateway stops", stop);
      }
    }
  }
}
