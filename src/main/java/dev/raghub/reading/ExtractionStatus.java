package dev.raghub.reading;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// How far a workspace's texts are read.
///
/// @param endpoint who reads them; empty = nobody
/// @param texts distinct texts that are long enough
/// @param calls begun so far, of texts that still stand
public record ExtractionStatus(
    Optional<String> endpoint,
    long texts,
    long pending,
    long running,
    long done,
    long failed,
    long calls,
    long promptTokens,
    long completionTokens,
    List<Failure> failures) {
  public ExtractionStatus {
    failures = List.copyOf(failures);
  }

  /// A text whose last attempt failed.
  ///
  /// @param document one that has it, as `source:key`
  /// @param nextAttemptAt empty = when it is told to
  public record Failure(
      String document,
      String status,
      String code,
      String reason,
      int attempts,
      Optional<Instant> nextAttemptAt) {}
}
