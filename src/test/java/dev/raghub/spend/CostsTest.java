package dev.raghub.spend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.raghub.fault.RaghubException;
import dev.raghub.model.Endpoint.Prices;
import dev.raghub.model.TokenUsage;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;

class CostsTest {
  private static final Prices PRICES = prices("2.50", "1.25", "10.00");

  @Test
  void paysForCachedTokensWhatTheyCost() {
    // 1,000 - 400 at 2.50, 400 at 1.25, 200 at 10.00 a million.
    assertThat(Costs.of(PRICES, new TokenUsage(1_000, 200, 400, true)).dollars())
        .isEqualByComparingTo("0.004");
  }

  @Test
  void takesNoMoreTokensForCachedThanThePromptHas() {
    assertThat(Costs.of(PRICES, new TokenUsage(100, 0, 500, true)))
        .isEqualTo(Costs.of(PRICES, new TokenUsage(100, 0, 100, true)));
  }

  @Test
  void holdsThreeDecimalsOfAPriceExactly() {
    assertThat(Costs.of(prices("0.075", "0", "0"), new TokenUsage(1, 0, 0, true)))
        .isEqualTo(new Money(75));
  }

  @Test
  void roundsUpOnceACall() {
    Prices fine = prices("0.0001", "0", "0.0001");

    assertThat(Costs.of(fine, new TokenUsage(1, 1, 0, true))).isEqualTo(new Money(1));
    assertThat(Costs.of(fine, new TokenUsage(5, 5, 0, true))).isEqualTo(new Money(1));
    assertThat(Costs.of(fine, new TokenUsage(5, 6, 0, true))).isEqualTo(new Money(2));
  }

  @Test
  void reservesAtTheDearerPriceOfPrompts() {
    assertThat(Costs.atMost(prices("1", "3", "5"), 10, 20).dollars())
        .isEqualByComparingTo("0.00013");
  }

  @Test
  void savesWhatWasNotSentAndNeverLessThanNothing() {
    assertThat(Costs.saved(PRICES, 10_000, 800).dollars()).isEqualByComparingTo("0.023");
    assertThat(Costs.saved(PRICES, 800, 10_000)).isEqualTo(Money.NONE);
  }

  @Test
  void refusesAmountsThatAreNone() {
    for (String wrong : new String[] {"-0.01", "1000000000.000000001", "1e1000000000", "1e-31"}) {
      assertThatThrownBy(() -> Money.ofDollars(new BigDecimal(wrong)))
          .isInstanceOf(RaghubException.class);
    }
    assertThat(Money.ofDollars(new BigDecimal("1e-30"))).isEqualTo(new Money(1));
    assertThat(Money.ofDollars(new BigDecimal("1000000000")).toString())
        .isEqualTo("1000000000 dollars");
  }

  @Test
  void knowsWhenPeriodsBeginAndRenew() {
    LocalDate leap = LocalDate.parse("2028-02-29");

    assertThat(Period.DAY.begins(leap)).isEqualTo(leap);
    assertThat(Period.MONTH.begins(leap)).isEqualTo("2028-02-01");
    assertThat(Period.DAY.renews(leap)).isEqualTo(Instant.parse("2028-03-01T00:00:00Z"));
    assertThat(Period.MONTH.renews(LocalDate.parse("2028-12-31")))
        .isEqualTo(Instant.parse("2029-01-01T00:00:00Z"));
  }

  private static Prices prices(String input, String cached, String output) {
    return new Prices(new BigDecimal(input), new BigDecimal(cached), new BigDecimal(output));
  }
}
