package dev.raghub.limit;

import dev.raghub.fault.ErrorCode;
import dev.raghub.fault.RaghubException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// What the limits say to a request.
///
/// @param quotas those that bind the key; none where it has no limits
/// @param shared whether all gateways count together; false while each counts alone
public record Admission(boolean taken, List<Quota> quotas, boolean shared) {
  /// Where nothing is limited.
  public static final Admission FREE = new Admission(true, List.of(), true);

  /// A full bucket that has leaked for a while is not full by a hair.
  static final double ROUNDING = 0.001;

  private static final double MINUTE = 60;

  public Admission {
    quotas = List.copyOf(quotas);
  }

  /// One limit as it stands.
  ///
  /// @param unit `requests` or `tokens`
  /// @param limit a minute
  /// @param level how much of it is used now
  public record Quota(String unit, int limit, double level) {
    /// What is left at this moment.
    public long remaining() {
      return Math.max(0, (long) Math.floor(limit - level + ROUNDING));
    }

    /// Seconds until all of it is left, rounded up.
    public long resetSeconds() {
      return (long) Math.ceil(level * MINUTE / limit - ROUNDING);
    }

    private boolean isFull() {
      return level + 1 > limit + ROUNDING;
    }

    /// Until one more fits.
    private Duration untilFree() {
      double seconds = Math.max(0, level + 1 - limit) * MINUTE / limit;
      return Duration.ofMillis((long) Math.ceil(seconds * 1000));
    }
  }

  /// The limit that is nearest to its end.
  public Optional<Quota> nearest() {
    return quotas.stream()
        .reduce(
            (a, b) ->
                (double) b.remaining() / b.limit() < (double) a.remaining() / a.limit() ? b : a);
  }

  /// RATE_LIMITED with the time to wait, where the request was not taken.
  public void require() {
    if (taken) {
      return;
    }
    Quota full =
        quotas.stream()
            .filter(Quota::isFull)
            .max((a, b) -> a.untilFree().compareTo(b.untilFree()))
            .orElseThrow();
    Duration wait = full.untilFree();
    throw new RaghubException(
        ErrorCode.RATE_LIMITED,
        "the key's limit of %d %s a minute is reached; try again in %d seconds"
            .formatted(full.limit(), full.unit(), wait.plusMillis(999).toSeconds()),
        wait);
  }
}
