package dev.raghub.decode;

import dev.raghub.fault.RaghubException;
import dev.raghub.ingest.Jobs;
import dev.raghub.ingest.PostgresRuns;
import dev.raghub.ingest.Run;
import dev.raghub.workspace.Workspace;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// Reads everything again after a slot was made, and until that has succeeded. A run that was at
/// work before does not count: it may have read rows that changed before the slot began.
@ApplicationScoped
public class Reconciliation {
  private final PostgresDecodings decodings;
  private final Jobs jobs;
  private final PostgresRuns runs;
  private final DecodingSettings settings;
  private final Clock clock;
  private final Map<String, List<Long>> started = new ConcurrentHashMap<>();
  private final Map<String, Instant> notBefore = new ConcurrentHashMap<>();

  Reconciliation(
      PostgresDecodings decodings,
      Jobs jobs,
      PostgresRuns runs,
      DecodingSettings settings,
      Clock clock) {
    this.decodings = decodings;
    this.jobs = jobs;
    this.runs = runs;
    this.settings = settings;
    this.clock = clock;
  }

  /// Starts it, or looks how it goes.
  void look(Place place) {
    if (!decodings.known(place.workspace(), place.slot()).reconcile()) {
      return;
    }
    List<Long> ours = started.getOrDefault(place.slot(), List.of());
    if (ours.isEmpty()) {
      start(place);
      return;
    }
    List<Optional<Run.State>> states =
        ours.stream().map(run -> runs.find(place.workspace(), run).map(Run::state)).toList();
    if (states.stream().allMatch(Optional.of(Run.State.FINISHED)::equals)) {
      decodings.reconciled(place.workspace(), place.slot());
      started.remove(place.slot());
    } else if (states.stream()
        .anyMatch(state -> state.isEmpty() || state.get() == Run.State.FAILED)) {
      started.remove(place.slot());
      notBefore.put(place.slot(), clock.instant().plus(settings.reconcileRetry()));
    }
  }

  /// Forgets runs that began before the slot was made.
  void begin(Place place) {
    started.remove(place.slot());
    notBefore.remove(place.slot());
  }

  private void start(Place place) {
    if (clock.instant().isBefore(notBefore.getOrDefault(place.slot(), Instant.MIN))) {
      return;
    }
    try {
      Workspace workspace = place.workspace();
      started.put(place.slot(), jobs.start(workspace, Optional.empty(), false));
    } catch (RaghubException busy) {
      // Another run is at work; the next look tries again.
    }
  }
}
