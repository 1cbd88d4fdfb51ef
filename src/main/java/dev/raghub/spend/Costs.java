package dev.raghub.spend;

import dev.raghub.fault.RaghubException;
import dev.raghub.model.Endpoint.Prices;
import dev.raghub.model.TokenUsage;
import java.math.BigDecimal;

/// Tokens to money: cost = (prompt − cached) × input + cached × cached input + completion × output,
/// computed exactly, then rounded up once a call to a billionth of a dollar. So a ledger is never
/// below the invoice, and above it by less than a cent in ten million calls.
public final class Costs {
  private static final int MILLION = 6;

  private Costs() {}

  /// What a call has cost.
  ///
  /// @throws RaghubException INVALID_REQUEST where a price makes it more than a billion dollars
  public static Money of(Prices prices, TokenUsage usage) {
    int cached = Math.clamp(usage.cached(), 0, usage.prompt());
    return money(
        times(prices.input(), usage.prompt() - cached)
            .add(times(prices.cachedInput(), cached))
            .add(times(prices.output(), usage.completion())));
  }

  /// What it may cost at most: nothing of it cached, and the completion as long as it may be.
  static Money atMost(Prices prices, int promptTokens, int maxCompletionTokens) {
    return money(
        times(prices.input().max(prices.cachedInput()), promptTokens)
            .add(times(prices.output(), maxCompletionTokens)));
  }

  /// What was saved by sending a block instead of all that was retrieved: (retrieved − sent) ×
  /// input price; nothing where more was sent.
  public static Money saved(Prices prices, int retrievedTokens, int sentTokens) {
    return money(times(prices.input(), Math.max(0, retrievedTokens - sentTokens)));
  }

  private static BigDecimal times(BigDecimal dollarsPerMillion, int tokens) {
    return dollarsPerMillion.multiply(BigDecimal.valueOf(tokens));
  }

  private static Money money(BigDecimal dollarTokensPerMillion) {
    return Money.ofDollars(dollarTokensPerMillion.movePointLeft(MILLION));
  }
}
