package dev.raghub.model;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// Leaves a server alone that has failed several times in a row. After a rest one call may try;
/// if it succeeds the others may too, if not the rest begins anew. Safe for many threads.
///
///     closed ──failures in a row──▶ open ──rest──▶ one call tries ──success──▶ closed
///                                     ▲                    │
///                                     └──────failure───────┘
final class Breaker {
  private final Clock clock;
  private final int most;
  private final Duration rest;
  private int failures;
  private Instant opensAt = Instant.MIN;
  private boolean trying;

  Breaker(Clock clock, int most, Duration rest) {
    this.clock = clock;
    this.most = most;
    this.rest = rest;
  }

  /// How long a call has to stay away; empty = it may go, and has to say how it went.
  synchronized Optional<Duration> forbids() {
    if (failures < most) {
      return Optional.empty();
    }
    Duration left = Duration.between(clock.instant(), opensAt);
    if (left.isPositive()) {
      return Optional.of(left);
    }
    if (trying) {
      return Optional.of(Duration.ofSeconds(1));
    }
    trying = true;
    return Optional.empty();
  }

  synchronized BreakerState state() {
    if (failures < most) {
      return BreakerState.CLOSED;
    }
    return clock.instant().isBefore(opensAt) ? BreakerState.OPEN : BreakerState.HALF_OPEN;
  }

  /// The server answered, whatever it said.
  synchronized void answered() {
    failures = 0;
    trying = false;
  }

  /// The server did not answer.
  synchronized void failed() {
    failures++;
    trying = false;
    if (failures >= most) {
      opensAt = clock.instant().plus(rest);
    }
  }
}
