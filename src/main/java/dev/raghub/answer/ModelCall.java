package dev.raghub.answer;

import java.math.BigDecimal;

/// A call of a language model that an answer took, whatever became of it.
///
/// @param endpoint as the operator calls it
/// @param outcome `answered`, `unverified`, `not-found`, or the code of the error
/// @param cost in dollars
public record ModelCall(
    String tier,
    String endpoint,
    String model,
    int promptTokens,
    int completionTokens,
    BigDecimal cost,
    String outcome) {}
