package dev.raghub.decode;

import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Alternative;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/// Ends an engine at a step as a kill does.
@Alternative
@Priority(1)
@ApplicationScoped
public class DecodeTripwire implements DecodeCheckpoint {
  private final AtomicReference<Optional<DecodeStep>> armed =
      new AtomicReference<>(Optional.empty());

  /// What stands for a `kill -9`: no handler of failures catches it.
  static final class Killed extends Error {
    Killed(DecodeStep step) {
      super(step.name());
    }
  }

  /// The next who passes this step is killed.
  void arm(DecodeStep step) {
    armed.set(Optional.of(step));
  }

  boolean isArmed() {
    return armed.get().isPresent();
  }

  void disarm() {
    armed.set(Optional.empty());
  }

  @Override
  public void passed(DecodeStep step) {
    Optional<DecodeStep> deadly = armed.get();
    if (deadly.equals(Optional.of(step)) && armed.compareAndSet(deadly, Optional.empty())) {
      throw new Killed(step);
    }
  }
}
