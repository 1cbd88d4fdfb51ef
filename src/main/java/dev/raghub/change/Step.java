package dev.raghub.change;

/// Where a process may die while it applies or takes over changes. Tests stop it at each.
public enum Step {
  /// Entries of a trigger's queue are read and locked there.
  TAKEN,
  /// They are in our queue, and still in the source's.
  ENQUEUED,
  /// They are gone from the source's queue.
  FORGOTTEN,
  /// Changes are leased.
  CLAIMED,
  /// Their rows are read again.
  READ,
  /// It is noted which titles change.
  RENAMES_NOTED,
  /// Rows are stored or taken out.
  APPLIED,
  /// What they brought is embedded.
  EMBEDDED,
  /// Searches see it.
  INDEXED,
  /// Rows that show a changed title are in the queue.
  FOLLOWED,
  /// The changes are out of the queue.
  ENDED
}
