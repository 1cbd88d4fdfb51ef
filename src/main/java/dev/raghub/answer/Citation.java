package dev.raghub.answer;

import java.time.Instant;
import java.util.Optional;

/// Where a statement stands.
///
/// @param number what `[n]` in the answer refers to, from 1
/// @param source the table, or `documents` for pushed ones
/// @param key the row's key
/// @param version of the row, as raghub counts its changes
/// @param title of the row
/// @param workspace where the row is; empty where the caller has named it
public record Citation(
    int number,
    String source,
    String key,
    long version,
    String title,
    Instant changedAt,
    Optional<String> workspace) {
  /// In the workspace that the caller has named.
  public Citation(
      int number, String source, String key, long version, String title, Instant changedAt) {
    this(number, source, key, version, title, changedAt, Optional.empty());
  }

  /// The same row under another number, with the workspace in which it is.
  public Citation numbered(int other, String in) {
    return new Citation(other, source, key, version, title, changedAt, Optional.of(in));
  }
}
