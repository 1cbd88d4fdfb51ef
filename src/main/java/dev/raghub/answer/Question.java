package dev.raghub.answer;

import dev.raghub.fault.ErrorCode;
import dev.raghub.fault.RaghubException;

/// What is asked.
///
/// @param text 1 to 2,000 characters
/// @param limit how many passages at most, 1 to 100
public record Question(String text, int limit) {
  public static final int DEFAULT_LIMIT = 8;
  public static final int MAX_LIMIT = 100;
  public static final int MAX_TEXT = 2_000;

  public Question {
    if (text.isBlank() || text.length() > MAX_TEXT) {
      throw new RaghubException(
          ErrorCode.INVALID_REQUEST,
          "'question' has %d characters; expected 1 to %d, not blank"
              .formatted(text.length(), MAX_TEXT));
    }
    if (limit < 1 || limit > MAX_LIMIT) {
      throw new RaghubException(
          ErrorCode.INVALID_REQUEST, "'limit' is %d; expected 1 to %d".formatted(limit, MAX_LIMIT));
    }
  }
}
