package dev.raghub.ingest;

import dev.raghub.Fuse.Killed;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Alternative;
import java.util.Optional;

/// Ends a run at a step as a kill does: nothing of ours runs afterwards.
@Alternative
@Priority(1)
@ApplicationScoped
public class RunTripwire implements RunCheckpoint {
  private Optional<RunStep> deadly = Optional.empty();
  private int left;
  private int advanced;

  /// Whoever passes this step for the n-th time is killed.
  synchronized void arm(RunStep step, int times) {
    deadly = Optional.of(step);
    left = times;
    advanced = 0;
  }

  /// How many batches were taken in since this was asked.
  synchronized int batches() {
    int since = advanced;
    advanced = 0;
    return since;
  }

  @Override
  public synchronized void passed(RunStep step) {
    if (step == RunStep.ADVANCED) {
      advanced++;
    }
    if (deadly.equals(Optional.of(step)) && --left == 0) {
      deadly = Optional.empty();
      throw new Killed(step);
    }
  }
}
