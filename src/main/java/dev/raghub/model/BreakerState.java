package dev.raghub.model;

/// Whether an endpoint is asked.
public enum BreakerState {
  CLOSED,
  /// It has failed repeatedly and is left alone.
  OPEN,
  /// It has been left alone long enough: one call may try.
  HALF_OPEN
}
