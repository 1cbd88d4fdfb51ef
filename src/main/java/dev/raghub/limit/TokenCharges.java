package dev.raghub.limit;

/// Hears what answers have cost.
@FunctionalInterface
public interface TokenCharges {
  /// Counts tokens to a key's limit, if it has one. Never fails.
  ///
  /// @param key the public part of the caller's key
  void charge(String key, long tokens);
}
