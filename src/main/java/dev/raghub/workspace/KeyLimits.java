package dev.raghub.workspace;

import dev.raghub.fault.ErrorCode;
import dev.raghub.fault.RaghubException;
import java.util.Optional;

/// How much a key may ask for.
///
/// @param requestsPerMinute 1 to 1,000,000; empty = as the operator's default
/// @param tokensPerMinute 1 to 1,000,000,000; empty = as the operator's default
public record KeyLimits(Optional<Integer> requestsPerMinute, Optional<Integer> tokensPerMinute) {
  public static final KeyLimits NONE = new KeyLimits(Optional.empty(), Optional.empty());

  private static final int MOST_REQUESTS = 1_000_000;
  private static final int MOST_TOKENS = 1_000_000_000;

  public KeyLimits {
    require("requestsPerMinute", requestsPerMinute, MOST_REQUESTS);
    require("tokensPerMinute", tokensPerMinute, MOST_TOKENS);
  }

  /// These, and where they say nothing, others.
  public KeyLimits or(KeyLimits others) {
    return new KeyLimits(
        requestsPerMinute.or(others::requestsPerMinute),
        tokensPerMinute.or(others::tokensPerMinute));
  }

  private static void require(String name, Optional<Integer> limit, int most) {
    if (limit.isPresent() && (limit.get() < 1 || limit.get() > most)) {
      throw new RaghubException(
          ErrorCode.INVALID_REQUEST,
          "'%s' is %d; expected 1 to %d".formatted(name, limit.get(), most));
    }
  }
}
