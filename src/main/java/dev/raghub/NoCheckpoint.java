package dev.raghub;

import dev.raghub.change.Checkpoint;
import dev.raghub.change.Step;

/// Lets everybody pass. A class of its own, so that a debugger can stop the process at a step.
final class NoCheckpoint implements Checkpoint {
  @Override
  public void passed(Step step) {}
}
