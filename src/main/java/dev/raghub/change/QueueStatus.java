package dev.raghub.change;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// How far a workspace's changes are.
///
/// @param behind changes that are not applied yet
/// @param oldestSeconds how long the oldest of them has waited
/// @param confirming rows that are applied, and read once more when the run that overlapped has
///   ended
/// @param dead changes that were given up
public record QueueStatus(
    long behind, long oldestSeconds, long confirming, long dead, List<Source> sources) {
  public QueueStatus {
    sources = List.copyOf(sources);
  }

  /// One source that has changes or is paused.
  ///
  /// @param reason the code of the last failure, where there was one
  public record Source(
      String source,
      long behind,
      long oldestSeconds,
      boolean paused,
      Optional<Instant> nextAttemptAt,
      Optional<String> reason) {}
}
