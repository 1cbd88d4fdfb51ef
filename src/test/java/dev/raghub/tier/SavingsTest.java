package dev.raghub.tier;

import static org.assertj.core.api.Assertions.assertThat;

import dev.raghub.answer.ModelCall;
import dev.raghub.answer.Tier;
import dev.raghub.model.Endpoint;
import dev.raghub.model.Endpoint.Kind;
import dev.raghub.model.Endpoint.Prices;
import dev.raghub.model.Endpoint.SystemRole;
import dev.raghub.model.Endpoint.Thinking;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SavingsTest {
  private static final Endpoint CLOUD = endpoint("cloud", "3");
  private static final Endpoint HOUSE = endpoint("house", "0");
  private static final Rung LOCAL = new Rung(Tier.LOCAL, HOUSE);
  private static final Rung REMOTE = new Rung(Tier.REMOTE, CLOUD);
  private static final Savings SAVINGS = new Savings(5_000, 800, Optional.of(CLOUD));

  @Test
  void countsTheRestOfWhatWasRetrievedAtThePriceOfWhoWasAsked() {
    assertSaved(SAVINGS, List.of(REMOTE), List.of(call(900)), "0.0126");
  }

  @Test
  void countsTheBlockWhereTheHouseAnswered() {
    assertSaved(SAVINGS, List.of(LOCAL, REMOTE), List.of(call(900)), "0.0024");
  }

  @Test
  void countsTheBlockWhereNobodyWasAsked() {
    assertSaved(SAVINGS, List.of(), List.of(), "0.0024");
  }

  @Test
  void countsNothingWhereTheRemoteModelFailed() {
    assertSaved(SAVINGS, List.of(REMOTE, LOCAL), List.of(call(0), call(900)), "0");
  }

  @Test
  void countsNothingWithoutAPrice() {
    Savings house = new Savings(5_000, 800, Optional.empty());

    assertSaved(house, List.of(LOCAL), List.of(call(900)), "0");
  }

  @Test
  void countsNothingWhereTheBlockIsLongerThanWhatWasFound() {
    assertSaved(
        new Savings(700, 800, Optional.of(CLOUD)), List.of(REMOTE), List.of(call(900)), "0");
  }

  private static void assertSaved(
      Savings savings, List<Rung> rungs, List<ModelCall> calls, String dollars) {
    assertThat(savings.dollars(rungs, calls)).isEqualByComparingTo(dollars);
  }

  private static ModelCall call(int promptTokens) {
    return new ModelCall("tier", "endpoint", "m-1", promptTokens, 0, BigDecimal.ZERO, "outcome");
  }

  private static Endpoint endpoint(String name, String input) {
    return new Endpoint(
        name,
        Kind.OPENAI,
        URI.create("http://127.0.0.1:1/v1"),
        "m-1",
        false,
        4096,
        64,
        Duration.ofSeconds(20),
        2,
        new Prices(new BigDecimal(input), BigDecimal.ZERO, BigDecimal.TEN),
        SystemRole.OWN,
        Thinking.OFF,
        List.of());
  }
}
