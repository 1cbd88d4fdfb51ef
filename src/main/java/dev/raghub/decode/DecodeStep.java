package dev.raghub.decode;

/// Where a process may die while it takes changes over from a write-ahead log. Tests stop it at
/// each.
public enum DecodeStep {
  /// Changes have arrived.
  TAKEN,
  /// They and their position are in our database; the source does not know yet.
  ENQUEUED,
  /// The source knows.
  ACKNOWLEDGED
}
