package dev.raghub.decode;

/// Told of each [DecodeStep] when it is done.
@FunctionalInterface
public interface DecodeCheckpoint {
  void passed(DecodeStep step);
}
