package dev.raghub.decode;

import dev.raghub.change.ChangeSettings;
import dev.raghub.fault.RaghubException;
import dev.raghub.ingest.MappingFolder;
import dev.raghub.observe.Observation;
import dev.raghub.observe.Observer;
import dev.raghub.source.ChangeFeed;
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

/// Streams the slots of all mappings with `changes: decoding`, a thread for each. A slot that
/// another gateway streams is asked for every [ChangeSettings#poll].
@ApplicationScoped
public class Decoders {
  private final Decoder decoder;
  private final MappingFolder mappings;
  private final PostgresWorkspaces workspaces;
  private final ChangeSettings changes;
  private final DecodingSettings settings;
  private final Observer observer;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Set<Place> wanted = ConcurrentHashMap.newKeySet();
  private final Set<Place> streaming = ConcurrentHashMap.newKeySet();
  private volatile boolean stopped;

  Decoders(
      Decoder decoder,
      MappingFolder mappings,
      PostgresWorkspaces workspaces,
      ChangeSettings changes,
      DecodingSettings settings,
      Observer observer) {
    this.decoder = decoder;
    this.mappings = mappings;
    this.workspaces = workspaces;
    this.changes = changes;
    this.settings = settings;
    this.observer = observer;
  }

  void start(@Observes StartupEvent start) {
    if (changes.enabled()) {
      threads.execute(this::watch);
    }
  }

  void close(@Observes ShutdownEvent stop) {
    stopped = true;
    threads.shutdownNow();
  }

  /// Looks for slots to stream now, instead of when it is time.
  public void look() {
    List<Place> places =
        workspaces.forUpkeep().stream().flatMap(workspace -> places(workspace).stream()).toList();
    wanted.retainAll(places);
    wanted.addAll(places);
    for (Place place : places) {
      if (streaming.add(place)) {
        threads.execute(() -> stream(place));
      }
    }
  }

  private List<Place> places(Workspace workspace) {
    try {
      return mappings.of(workspace.id()).stream()
          .filter(mapping -> mapping.changes() == ChangeFeed.DECODING)
          .map(
              mapping -> Place.of(workspace, mapping, mappings.address(mapping), settings.prefix()))
          .toList();
    } catch (RaghubException none) {
      return List.of();
    }
  }

  private void watch() {
    while (!stopped) {
      try {
        look();
      } catch (RuntimeException failure) {
        report("all", "mappings", failure);
      }
      try {
        Thread.sleep(changes.poll());
      } catch (InterruptedException stop) {
        return;
      }
    }
  }

  private void stream(Place place) {
    try {
      decoder.stream(place, () -> !stopped && wanted.contains(place));
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException failure) {
      report(place.workspace().id().value(), place.address().place(), failure);
    } finally {
      streaming.remove(place);
    }
  }

  private void report(String workspace, String place, RuntimeException failure) {
    if (!stopped) {
      observer.saw(new Observation.DecodingFailed(workspace, place, why(failure)));
    }
  }

  /// Messages of the server quote rows: of those only the class is told.
  private static String why(RuntimeException failure) {
    if (!(failure instanceof RaghubException known)) {
      return failure.getClass().getSimpleName();
    }
    Throwable root = known;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return root == known
        ? known.reason()
        : known.reason() + " (" + root.getClass().getSimpleName() + ")";
  }
}
