package dev.raghub.workspace;

import java.time.Instant;
import java.util.Optional;

/// A key that was made.
///
/// @param id the public part
/// @param key in full; it cannot be shown again
/// @param replaces the key in whose place it came
/// @param replacedUntil until when that one is good
public record MadeKey(
    String id, String key, Optional<String> replaces, Optional<Instant> replacedUntil) {
  /// The record's own would write the secret into whatever it is printed to.
  @Override
  public String toString() {
    return id;
  }
}
