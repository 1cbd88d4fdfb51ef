package dev.raghub.source;

import java.time.Duration;
import java.time.ZoneId;
import java.util.Optional;

/// When a source is read by itself.
///
/// @param cron reads what changed, where `reconcile` is given and the source says what did; else
///   all of it
/// @param reconcile reads all of it, and takes out what is gone
/// @param zone by whose clocks
/// @param jitter each reading begins up to this much later, so that not all begin at once
public record Schedule(Cron cron, Optional<Cron> reconcile, ZoneId zone, Duration jitter) {
  private static final Duration WIDEST = Duration.ofHours(12);

  public Schedule {
    if (jitter.isNegative() || jitter.compareTo(WIDEST) > 0) {
      throw Mapping.invalid("jitter is " + jitter + "; expected 0s to 12h");
    }
  }

  /// In words that tell it from any other.
  public String inWords() {
    return "%s %s, %s"
        .formatted(cron.expression(), zone, reconcile.map(Cron::expression).orElse("-"));
  }
}
