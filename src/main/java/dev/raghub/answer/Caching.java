package dev.raghub.answer;

/// What a caller allows a cache to do.
public enum Caching {
  /// Serve what is there, keep what is new.
  USE,
  /// Serve nothing, keep what is new.
  REFRESH,
  /// Neither.
  BYPASS
}
