package dev.raghub.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class TermScoresTest {
  private final TermScores scores =
      new TermScores(
          List.of(List.of("card", "lost"), List.of("card", "limit"), List.of("oven", "hot")));

  @Test
  void givesAllToAnExampleWithAllWords() {
    assertThat(scores.scores(Set.of("oven", "hot"))[2]).isCloseTo(1, within(1e-6f));
  }

  @Test
  void prefersTheRarerWord() {
    float[] found = scores.scores(Set.of("card", "limit"));
    assertThat(found[1]).isGreaterThan(found[0]);
    assertThat(found[0]).isGreaterThan(found[2]);
  }

  @Test
  void countsAWordThatNoExampleHasAgainstAll() {
    assertThat(scores.scores(Set.of("oven", "hot", "unheard"))[2]).isLessThan(0.7f);
  }

  @Test
  void givesNothingForNoWords() {
    assertThat(scores.scores(Set.of())).containsExactly(0, 0, 0);
  }
}
