package dev.raghub.answer;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Optional;

/// How an answer came to be served.
///
/// @param how `miss`, `exact`, `semantic` or `bypass`
/// @param question the earlier question whose answer this is
/// @param similarity cosine of both questions, where it was found by meaning
/// @param age since the answer was made
/// @param saved what making it had cost, in dollars
public record Serving(
    String how,
    Optional<String> question,
    Optional<Double> similarity,
    Optional<Duration> age,
    BigDecimal saved) {
  /// Made for this question.
  public static final Serving MISS = fresh("miss");

  /// Made for this question, and no cache was asked.
  public static final Serving BYPASS = fresh("bypass");

  private static Serving fresh(String how) {
    return new Serving(how, Optional.empty(), Optional.empty(), Optional.empty(), BigDecimal.ZERO);
  }
}
