package dev.raghub.ingest;

/// Told of each [RunStep] when it is done.
@FunctionalInterface
public interface RunCheckpoint {
  void passed(RunStep step);
}
