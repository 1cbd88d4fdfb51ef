package dev.raghub.change;

/// Told of each [Step] when it is done.
@FunctionalInterface
public interface Checkpoint {
  void passed(Step step);
}
