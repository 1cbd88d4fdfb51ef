package dev.raghub.eval;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;

final class RoutingScoresTest {
  private final RoutingScores scores = new RoutingScores();

  @Test
  void countsWhatIsAcceptedRightAndRefused() {
    add("bank", "bank", 3);
    add("bank", "travel", 1);
    add("travel", RoutingScores.NONE, 4);
    add(RoutingScores.NONE, RoutingScores.NONE, 1);
    add(RoutingScores.NONE, "bank", 1);
    assertThat(scores.acceptance()).isEqualTo(50);
    assertThat(scores.acceptedAccuracy()).isEqualTo(75);
    assertThat(scores.outOfScopeRefused()).isEqualTo(50);
    assertThat(scores.accuracy()).isEqualTo(40);
  }

  @Test
  void isZeroOfNothing() {
    assertThat(scores.acceptance()).isZero();
    assertThat(scores.outOfScopeRefused()).isZero();
  }

  private void add(String belongs, String routed, int times) {
    for (int i = 0; i < times; i++) {
      scores.add(named(belongs), named(routed));
    }
  }

  private static Optional<String> named(String name) {
    return name.equals(RoutingScores.NONE) ? Optional.empty() : Optional.of(name);
  }
}
