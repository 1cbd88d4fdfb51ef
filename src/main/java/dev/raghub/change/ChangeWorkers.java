package dev.raghub.change;

import dev.raghub.fault.RaghubException;
import dev.raghub.observe.Observation;
import dev.raghub.observe.Observer;
import dev.raghub.workspace.PostgresWorkspaces;
import dev.raghub.workspace.Workspace;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;

/// Keeps the queue short: woken by whoever brought changes, and every [ChangeSettings#poll] for
/// what has backed off or was left behind by a replica.
///
/// Fair between workspaces: each has one thread here, which takes its turn anew for every batch, in
/// the order in which they ask. So a flood in one costs another the wait for a batch, not for the
/// flood.
@ApplicationScoped
public class ChangeWorkers {
  private final Changes changes;
  private final PostgresQueueStatus status;
  private final SourceReaders readers;
  private final PostgresWorkspaces workspaces;
  private final ChangeSettings settings;
  private final Observer observer;
  private final Semaphore turns;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Set<Workspace> working = ConcurrentHashMap.newKeySet();
  private final Set<Workspace> woken = ConcurrentHashMap.newKeySet();
  private volatile boolean stopped;

  ChangeWorkers(
      Changes changes,
      PostgresQueueStatus status,
      SourceReaders readers,
      PostgresWorkspaces workspaces,
      ChangeSettings settings,
      Observer observer) {
    this.changes = changes;
    this.status = status;
    this.readers = readers;
    this.workspaces = workspaces;
    this.settings = settings;
    this.observer = observer;
    this.turns = new Semaphore(Math.max(1, settings.workers()), true);
  }

  void start(@Observes StartupEvent start) {
    if (settings.enabled()) {
      threads.execute(this::watch);
    }
  }

  /// Says that this workspace may have changes to apply. Returns at once.
  public void wake(Workspace workspace) {
    if (settings.enabled() && !stopped) {
      woken.add(workspace);
      if (working.add(workspace)) {
        threads.execute(() -> work(workspace));
      }
    }
  }

  /// Works until it is nobody's turn. Returns how many changes were taken.
  int drain(Workspace workspace) {
    int taken = 0;
    int more;
    do {
      turns.acquireUninterruptibly();
      try {
        more = changes.step(workspace);
      } finally {
        turns.release();
      }
      taken += more;
    } while (more > 0 && !stopped);
    return taken;
  }

  /// Counts what waits everywhere.
  void measure() {
    long behind = 0;
    long oldest = 0;
    for (Workspace workspace : workspaces.forUpkeep()) {
      QueueStatus now = status.of(workspace);
      behind += now.behind();
      oldest = Math.max(oldest, now.oldestSeconds());
    }
    observer.saw(new Observation.ChangesWaiting(behind, Duration.ofSeconds(oldest)));
  }

  void close(@Observes ShutdownEvent stop) {
    stopped = true;
    threads.shutdownNow();
    readers.close();
  }

  private void work(Workspace workspace) {
    try {
      while (woken.remove(workspace) && !stopped) {
        drain(workspace);
      }
    } catch (RuntimeException failure) {
      report(failure);
    } finally {
      working.remove(workspace);
    }
    if (woken.contains(workspace)) {
      wake(workspace);
    }
  }

  private void watch() {
    while (!stopped) {
      try {
        workspaces.forUpkeep().forEach(this::wake);
        readers.sweep();
        measure();
      } catch (RuntimeException failure) {
        report(failure);
      }
      try {
        Thread.sleep(settings.poll());
      } catch (InterruptedException stop) {
        return;
      }
    }
  }

  /// The next look finds the same work again, so nothing but a line is needed.
  private void report(RuntimeException failure) {
    if (!stopped && !(failure instanceof RaghubException)) {
      observer.saw(new Observation.RequestFailed("changes", failure));
    }
  }
}
