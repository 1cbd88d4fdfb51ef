package dev.raghub.ingest;

/// Where a process may die while it runs. Tests stop it at each.
public enum RunStep {
  /// The run is ours, and nothing is read.
  STARTED,
  /// A batch is stored, and the run does not know it yet.
  MERGED,
  /// The run knows how far it is.
  ADVANCED,
  /// Everything is read, and nothing taken out.
  SCANNED,
  /// Some rows that are gone are taken out.
  DELETED
}
