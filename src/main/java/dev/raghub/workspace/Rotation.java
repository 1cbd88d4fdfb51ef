package dev.raghub.workspace;

import dev.raghub.fault.ErrorCode;
import dev.raghub.fault.RaghubException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// How a key is to be replaced.
///
/// @param overlap how long the old key stays good beside the new one, 0 to 30 days
/// @param expiresAt of the new key; empty = the old key's
public record Rotation(Duration overlap, Optional<Instant> expiresAt) {
  /// The overlap where the caller names none.
  public static final Duration USUAL = Duration.ofDays(1);

  private static final Duration LONGEST = Duration.ofDays(30);

  public Rotation {
    if (overlap.isNegative() || overlap.compareTo(LONGEST) > 0) {
      throw new RaghubException(
          ErrorCode.INVALID_REQUEST,
          "the overlap has %d seconds; expected 0 to %d"
              .formatted(overlap.toSeconds(), LONGEST.toSeconds()));
    }
  }
}
