package dev.raghub.answer;

import dev.raghub.fault.ErrorCode;
import dev.raghub.fault.RaghubException;

/// How large a context block may be.
///
/// @param maxTokens the ceiling of the final text, 100 to 32,000
/// @param tokenizer whose tokens are counted
/// @param telegraphic whether words of grammar are left out
public record BlockLimits(int maxTokens, String tokenizer, boolean telegraphic) {
  public static final int MIN_TOKENS = 100;
  public static final int MAX_TOKENS = 32_000;

  public BlockLimits {
    checked(maxTokens);
  }

  /// The ceiling, or INVALID_REQUEST.
  public static int checked(int maxTokens) {
    if (maxTokens < MIN_TOKENS || maxTokens > MAX_TOKENS) {
      throw new RaghubException(
          ErrorCode.INVALID_REQUEST,
          "'maxTokens' is %d; expected %d to %d".formatted(maxTokens, MIN_TOKENS, MAX_TOKENS));
    }
    return maxTokens;
  }
}
