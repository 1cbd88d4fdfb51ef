package dev.raghub.spend;

import dev.raghub.fault.ErrorCode;
import dev.raghub.fault.RaghubException;
import java.math.BigDecimal;
import java.math.RoundingMode;

/// An amount of dollars, exact to a billionth.
///
/// @param nanos billionths of a dollar, 0 to a billion dollars' worth
public record Money(long nanos) implements Comparable<Money> {
  public static final Money NONE = new Money(0);

  private static final int DECIMALS = 9;
  private static final int MAX_SCALE = 30;
  private static final long MOST = 1_000_000_000_000_000_000L;

  public Money {
    if (nanos < 0 || nanos > MOST) {
      throw new IllegalStateException("an amount of " + nanos + " billionths of a dollar");
    }
  }

  /// Rounded up to the next billionth. INVALID_REQUEST below 0, above a billion dollars, or with
  /// more than 30 decimals: a billion of them would take a minute and all memory to round.
  public static Money ofDollars(BigDecimal dollars) {
    if (dollars.scale() > MAX_SCALE
        || dollars.signum() < 0
        || dollars.compareTo(BigDecimal.valueOf(MOST, DECIMALS)) > 0) {
      throw new RaghubException(
          ErrorCode.INVALID_REQUEST,
          "an amount of dollars is out of range; expected 0 to 10^9, of at most 30 decimals");
    }
    BigDecimal nanos = dollars.movePointRight(DECIMALS).setScale(0, RoundingMode.CEILING);
    return new Money(nanos.longValueExact());
  }

  public BigDecimal dollars() {
    BigDecimal dollars = BigDecimal.valueOf(nanos, DECIMALS).stripTrailingZeros();
    return dollars.scale() < 0 ? dollars.setScale(0) : dollars;
  }

  @Override
  public int compareTo(Money other) {
    return Long.compare(nanos, other.nanos);
  }

  @Override
  public String toString() {
    return dollars().toPlainString() + " dollars";
  }
}
