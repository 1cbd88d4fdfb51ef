package dev.raghub.schedule;

import dev.raghub.fault.ErrorCode;
import dev.raghub.fault.RaghubException;
import dev.raghub.ingest.Job;
import dev.raghub.ingest.Jobs;
import dev.raghub.observe.Observation;
import dev.raghub.observe.Observer;
import dev.raghub.schedule.Plan.Due;
import dev.raghub.workspace.PostgresWorkspaces;
import dev.raghub.workspace.Workspace;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// Looks every [ScheduleSettings#look] whether a time has come, and whether somebody was lost who
/// was at work. Every gateway does; the database decides whose a time is.
@ApplicationScoped
public class Scheduler {
  private final Plans plans;
  private final PostgresFirings firings;
  private final PostgresChangedPasses passes;
  private final ChangedRows changed;
  private final Jobs jobs;
  private final PostgresWorkspaces workspaces;
  private final ScheduleSettings settings;
  private final Observer observer;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private volatile boolean stopped;

  Scheduler(
      Plans plans,
      PostgresFirings firings,
      PostgresChangedPasses passes,
      ChangedRows changed,
      Jobs jobs,
      PostgresWorkspaces workspaces,
      ScheduleSettings settings,
      Observer observer) {
    this.plans = plans;
    this.firings = firings;
    this.passes = passes;
    this.changed = changed;
    this.jobs = jobs;
    this.workspaces = workspaces;
    this.settings = settings;
    this.observer = observer;
  }

  void start(@Observes StartupEvent start) {
    if (settings.enabled()) {
      threads.execute(this::watch);
    }
  }

  void close(@Observes ShutdownEvent stop) {
    stopped = true;
    threads.shutdownNow();
  }

  private void watch() {
    while (!stopped) {
      try {
        workspaces.forUpkeep().forEach(this::lookQuietly);
      } catch (RuntimeException failure) {
        report("all", failure);
      }
      try {
        Thread.sleep(settings.look());
      } catch (InterruptedException stop) {
        return;
      }
    }
  }

  private void lookQuietly(Workspace workspace) {
    try {
      look(workspace);
    } catch (RuntimeException failure) {
      // The next look finds the same.
      report(workspace.id().value(), failure);
    }
  }

  private void report(String workspace, RuntimeException failure) {
    boolean usual =
        failure instanceof RaghubException known
            && (known.code() == ErrorCode.WORKSPACE_FROZEN
                || known.code() == ErrorCode.WORKSPACE_NOT_READY);
    if (!stopped && !usual) {
      observer.saw(new Observation.BookkeepingFailed(workspace, "schedule", failure));
    }
  }

  /// Takes over what was lost, then fires what is due.
  void look(Workspace workspace) {
    jobs.resume(workspace);
    passes.takeOver(workspace).forEach(pass -> tell(workspace, pass));
    List<Due> full = new ArrayList<>();
    for (Plan plan : plans.of(workspace)) {
      Optional<Due> due = plans.due(workspace, plan);
      due.filter(each -> each.kind() == Kind.FULL).ifPresent(full::add);
      due.filter(each -> each.kind() == Kind.CHANGED).ifPresent(each -> change(workspace, each));
    }
    if (!full.isEmpty()) {
      full(workspace, full);
      firings.sweep(workspace);
    }
  }

  private void change(Workspace workspace, Due due) {
    if (firings.fireChanged(workspace, due)) {
      saw(workspace, due, Kind.CHANGED.word());
      passes
          .takeOver(workspace, due.source(), due.planned())
          .forEach(pass -> tell(workspace, pass));
    }
  }

  private void tell(Workspace workspace, PostgresChangedPasses.Pass pass) {
    threads.execute(() -> changed.tell(workspace, pass));
  }

  /// All that are due in one job; where a source is busy, those that are not.
  private void full(Workspace workspace, List<Due> due) {
    try {
      firings.fireFull(workspace, due).ifPresent(job -> begin(workspace, job));
    } catch (RaghubException busy) {
      if (busy.code() != ErrorCode.SOURCE_BUSY) {
        throw busy;
      }
      if (due.size() > 1) {
        due.forEach(each -> full(workspace, List.of(each)));
      }
    }
  }

  private void begin(Workspace workspace, Job job) {
    job.entries()
        .forEach(
            entry ->
                observer.saw(
                    new Observation.ScheduleFired(
                        workspace.id().value(), entry.source(), Kind.FULL.word())));
    jobs.begin(workspace, job);
  }

  private void saw(Workspace workspace, Due due, String outcome) {
    observer.saw(new Observation.ScheduleFired(workspace.id().value(), due.source(), outcome));
  }
}
