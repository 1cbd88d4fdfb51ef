package dev.raghub.change;

import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Alternative;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/// Ends a worker at a step as a kill does: nothing of ours runs afterwards.
@Alternative
@Priority(1)
@ApplicationScoped
public class Tripwire implements Checkpoint {
  private final AtomicReference<Optional<Step>> armed = new AtomicReference<>(Optional.empty());

  /// What stands for a `kill -9`: no handler of failures catches it.
  static final class Killed extends Error {
    Killed(Step step) {
      super(step.name());
    }
  }

  /// The next who passes this step is killed.
  void arm(Step step) {
    armed.set(Optional.of(step));
  }

  boolean isArmed() {
    return armed.get().isPresent();
  }

  void disarm() {
    armed.set(Optional.empty());
  }

  @Override
  public void passed(Step step) {
    Optional<Step> deadly = armed.get();
    if (deadly.equals(Optional.of(step)) && armed.compareAndSet(deadly, Optional.empty())) {
      throw new Killed(step);
    }
  }
}
