package dev.raghub;

import dev.raghub.change.Checkpoint;
import dev.raghub.change.Step;
import dev.raghub.ingest.RunCheckpoint;
import dev.raghub.ingest.RunStep;

/// Lets everybody pass. A class of its own, so that a debugger can stop the process at a step.
final class NoCheckpoint implements Checkpoint, RunCheckpoint {
  @Override
  public void passed(Step step) {}

  @Override
  public void passed(RunStep step) {}
}
