package dev.raghub.source;

/// How a database tells of its changes between runs.
public enum ChangeFeed {
  /// By the triggers that are installed there, if any are.
  TRIGGERS,
  /// By its write-ahead log.
  DECODING
}
