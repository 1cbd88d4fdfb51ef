package dev.raghub.change;

import static org.assertj.core.api.Assertions.assertThat;

import dev.raghub.ingest.Jobs;
import dev.raghub.ingest.PostgresRuns;
import dev.raghub.ingest.Run;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/// Runs over all of a shop's sources, waited for.
public final class Ingested {
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private Ingested() {}

  public static void wait(Jobs jobs, PostgresRuns runs, Shop shop) {
    List<Long> started = jobs.start(shop.workspace(), Optional.empty(), true);
    Instant latest = Instant.now().plus(PATIENCE);
    for (long run : started) {
      Run seen = runs.find(shop.workspace(), run).orElseThrow();
      while (seen.state() != Run.State.FINISHED) {
        assertThat(seen.state()).as("%s", seen.error()).isNotEqualTo(Run.State.FAILED);
        assertThat(Instant.now()).as("run %s", seen.source()).isBefore(latest);
        LockSupport.parkNanos(10_000_000);
        seen = runs.find(shop.workspace(), run).orElseThrow();
      }
    }
  }
}
