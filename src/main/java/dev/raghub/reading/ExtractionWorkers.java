package dev.raghub.reading;

import dev.raghub.fault.ErrorCode;
import dev.raghub.fault.RaghubException;
import dev.raghub.model.Endpoint;
import dev.raghub.observe.Observation;
import dev.raghub.observe.Observer;
import dev.raghub.reading.Extractions.Step;
import dev.raghub.workspace.Caller;
import dev.raghub.workspace.PostgresWorkspaces;
import dev.raghub.workspace.Role;
import dev.raghub.workspace.Workspace;
import dev.raghub.workspace.WorkspaceInfo;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;

/// Keeps the queue short: woken by whoever brought text, and every [ExtractionSettings#poll] for
/// what has backed off or was left behind by a replica. All workspaces share the endpoint's calls
/// in the order in which they ask.
@ApplicationScoped
public class ExtractionWorkers {
  private static final Caller OURSELVES =
      new Caller("extraction", Set.of(Role.ADMIN), Optional.empty());

  private final Extractions extractions;
  private final PostgresResults results;
  private final ExtractionPolicy policy;
  private final PostgresWorkspaces workspaces;
  private final ExtractionSettings settings;
  private final Observer observer;
  private final Semaphore calls;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Set<Workspace> working = ConcurrentHashMap.newKeySet();
  private final Set<Workspace> woken = ConcurrentHashMap.newKeySet();
  private volatile boolean stopped;

  ExtractionWorkers(
      Extractions extractions,
      PostgresResults results,
      ExtractionPolicy policy,
      PostgresWorkspaces workspaces,
      ExtractionSettings settings,
      Observer observer) {
    this.extractions = extractions;
    this.results = results;
    this.policy = policy;
    this.workspaces = workspaces;
    this.settings = settings;
    this.observer = observer;
    this.calls = new Semaphore(policy.endpoint().map(Endpoint::concurrency).orElse(1), true);
  }

  void start(@Observes StartupEvent start) {
    if (policy.endpoint().isPresent()) {
      threads.execute(this::watch);
    }
  }

  /// Says that this workspace may have something to read. Returns at once.
  public void wake(Workspace workspace) {
    if (policy.endpoint(workspace).isPresent() && !stopped) {
      woken.add(workspace);
      if (working.add(workspace)) {
        threads.execute(() -> work(workspace));
      }
    }
  }

  /// Enters all that is not read yet, and begins. Returns how many texts were entered.
  /// EXTRACTION_OFF where nobody reads this workspace's texts.
  public int plan(Workspace workspace) {
    int entered = results.plan(workspace, reader(workspace));
    wake(workspace);
    return entered;
  }

  /// Begins anew with all that failed. Returns how many texts. EXTRACTION_OFF as [#plan].
  public int retry(Workspace workspace) {
    int entered = extractions.retry(workspace, reader(workspace));
    wake(workspace);
    return entered;
  }

  /// Reads until it is nobody's turn or the endpoint serves nobody. Returns how many calls were
  /// made; 0 where nobody reads this workspace's texts.
  public int drain(Workspace workspace) {
    Optional<Endpoint> endpoint = policy.endpoint(workspace);
    int made = 0;
    if (endpoint.isPresent()) {
      AtomicBoolean halted = new AtomicBoolean();
      int more;
      do {
        // What fails for the first time is due again at once, hence the rounds.
        more = round(workspace, endpoint.get(), halted);
        made += more;
      } while (more > 0 && !halted.get() && !stopped);
    }
    return made;
  }

  @PreDestroy
  void close() {
    stopped = true;
    extractions.stop();
    threads.shutdownNow();
  }

  private int round(Workspace workspace, Endpoint endpoint, AtomicBoolean halted) {
    List<Future<?>> begun = new ArrayList<>();
    boolean more = true;
    while (more && !halted.get() && !stopped) {
      calls.acquireUninterruptibly();
      boolean handedOn = false;
      try {
        // Whoever had the call before us may have found that the endpoint serves nobody.
        Optional<Claim> claim =
            halted.get() ? Optional.empty() : extractions.claim(workspace, endpoint);
        more = claim.isPresent();
        if (more) {
          begun.add(threads.submit(() -> read(workspace, endpoint, claim.get(), halted)));
          handedOn = true;
        }
      } finally {
        if (!handedOn) {
          calls.release();
        }
      }
    }
    begun.forEach(ExtractionWorkers::await);
    return begun.size();
  }

  private void read(Workspace workspace, Endpoint endpoint, Claim claim, AtomicBoolean halted) {
    try {
      if (extractions.read(workspace, endpoint, claim) == Step.HALT) {
        halted.set(true);
      }
    } finally {
      calls.release();
    }
  }

  private static void await(Future<?> begun) {
    try {
      begun.get();
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException failure) {
      throw new IllegalStateException(failure.getCause());
    }
  }

  private void work(Workspace workspace) {
    try {
      while (woken.remove(workspace)) {
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
    boolean first = true;
    while (!stopped) {
      try {
        for (WorkspaceInfo info : workspaces.list(OURSELVES)) {
          if (info.state() == WorkspaceInfo.State.READY) {
            look(workspaces.enter(OURSELVES, Optional.of(info.id().value())), first);
          }
        }
        first = false;
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

  private void look(Workspace workspace, boolean first) {
    Optional<Endpoint> endpoint = policy.endpoint(workspace);
    if (first && endpoint.isPresent()) {
      results.plan(workspace, endpoint.get());
    }
    wake(workspace);
  }

  private Endpoint reader(Workspace workspace) {
    return policy
        .endpoint(workspace)
        .orElseThrow(
            () ->
                new RaghubException(
                    ErrorCode.EXTRACTION_OFF,
                    "no model reads this workspace's texts; set raghub.extraction.endpoint, and name the workspace in raghub.extraction.workspaces if that is set"));
  }

  /// The next look finds the same work again, so nothing but a line is needed.
  private void report(RuntimeException failure) {
    if (!stopped && !(failure instanceof RaghubException)) {
      observer.saw(new Observation.RequestFailed("extraction", failure));
    }
  }
}
