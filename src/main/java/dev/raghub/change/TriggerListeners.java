package dev.raghub.change;

import dev.raghub.fault.RaghubException;
import dev.raghub.ingest.MappingFolder;
import dev.raghub.observe.Observation;
import dev.raghub.observe.Observer;
import dev.raghub.source.Mapping;
import dev.raghub.source.PostgresTriggerQueue;
import dev.raghub.workspace.PostgresWorkspaces;
import dev.raghub.workspace.Workspace;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// Listens to the databases that have triggers, a session for each mapping. A database is asked
/// every [ChangeSettings#look] whether it has some now; while it has, notifications wake us, and
/// every [ChangeSettings#poll] its queue is looked into all the same, because a notification that
/// is sent while we are away is lost.
@ApplicationScoped
public class TriggerListeners {
  private final TriggerDrain drain;
  private final MappingFolder mappings;
  private final PostgresWorkspaces workspaces;
  private final ChangeSettings settings;
  private final Observer observer;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Set<Place> listening = ConcurrentHashMap.newKeySet();
  private final Set<Place> wanted = ConcurrentHashMap.newKeySet();
  private final Set<Place> unheard = ConcurrentHashMap.newKeySet();
  private volatile boolean stopped;

  TriggerListeners(
      TriggerDrain drain,
      MappingFolder mappings,
      PostgresWorkspaces workspaces,
      ChangeSettings settings,
      Observer observer) {
    this.drain = drain;
    this.mappings = mappings;
    this.workspaces = workspaces;
    this.settings = settings;
    this.observer = observer;
  }

  private record Place(Workspace workspace, Mapping mapping) {}

  void start(@Observes StartupEvent start) {
    if (settings.enabled()) {
      threads.execute(this::watch);
    }
  }

  void close(@Observes ShutdownEvent stop) {
    stopped = true;
    threads.shutdownNow();
  }

  /// Looks for triggers now, instead of when it is time.
  void look() {
    List<Place> places =
        workspaces.forUpkeep().stream()
            .flatMap(
                workspace ->
                    mappings(workspace).stream().map(mapping -> new Place(workspace, mapping)))
            .toList();
    wanted.retainAll(places);
    wanted.addAll(places);
    for (Place place : places) {
      if (listening.add(place)) {
        threads.execute(() -> listen(place));
      }
    }
  }

  private void watch() {
    while (!stopped) {
      try {
        look();
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

  private List<Mapping> mappings(Workspace workspace) {
    try {
      return mappings.of(workspace.id());
    } catch (RaghubException none) {
      return List.of();
    }
  }

  /// Ends when the database has no queue, the mapping is gone, or the session breaks; the next look
  /// begins anew.
  private void listen(Place place) {
    boolean reached = false;
    boolean heard = false;
    try (PostgresTriggerQueue queue =
        PostgresTriggerQueue.connect(
            mappings.address(place.mapping()), place.workspace().id().value())) {
      reached = true;
      while (!stopped && wanted.contains(place) && queue.isThere()) {
        heard = true;
        unheard.remove(place);
        drain.drain(place.workspace(), queue);
        queue.await(settings.poll());
      }
    } catch (RuntimeException failure) {
      // Of a database that cannot be reached, runs and changes tell. One that does not let us see
      // whether it has triggers says so once, and not at each look.
      if (heard || (reached && unheard.add(place))) {
        report(place.workspace().id().value(), failure);
      }
    } finally {
      listening.remove(place);
    }
    if (heard && !stopped) {
      again();
    }
  }

  private void again() {
    try {
      Thread.sleep(settings.poll());
      look();
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException failure) {
      report("all", failure);
    }
  }

  private void report(String workspace, RuntimeException failure) {
    if (!stopped) {
      observer.saw(
          new Observation.ListenerFailed(
              workspace,
              failure instanceof RaghubException known
                  ? known.code().code()
                  : failure.getClass().getSimpleName()));
    }
  }
}
