package dev.raghub;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/// Ends who passes a step as a kill does: nothing of ours runs afterwards.
public abstract class Fuse<S extends Enum<S>> {
  private final AtomicReference<Optional<S>> armed = new AtomicReference<>(Optional.empty());

  /// What stands for a `kill -9`: no handler of failures catches it.
  public static final class Killed extends Error {
    public Killed(Enum<?> step) {
      super(step.name());
    }
  }

  /// The next who passes this step is killed.
  public void arm(S step) {
    armed.set(Optional.of(step));
  }

  public boolean isArmed() {
    return armed.get().isPresent();
  }

  public void disarm() {
    armed.set(Optional.empty());
  }

  public void passed(S step) {
    Optional<S> deadly = armed.get();
    if (deadly.equals(Optional.of(step)) && armed.compareAndSet(deadly, Optional.empty())) {
      throw new Killed(step);
    }
  }
}
