package dev.raghub.eval;

import static org.assertj.core.api.Assertions.assertThat;

import dev.raghub.eval.RetrievalSet.SetQuestion;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SystemScoresTest {
  private final SystemScores scores = new SystemScores();

  @Test
  void scoresARankingByWhereTheGoldStands() {
    scores.ranked(question("", "a", "b"), List.of("x", "a", "y", "z", "u", "b", "v", "w", "c"));

    assertThat(means(scores.shares()))
        .isEqualTo(Map.of("r2", 50.0, "r5", 50.0, "r10", 100.0, "all5", 0.0, "all8", 100.0));
  }

  @Test
  void averagesOverQuestions() {
    scores.ranked(question("", "a"), List.of("a"));
    scores.ranked(question("", "a", "b", "c", "d"), List.of("a", "x", "y", "z", "b"));
    scores.ranked(question("", "a"), List.of());

    Map<String, Double> means = means(scores.shares());
    assertThat(means.get("r2")).isEqualTo((100 + 25 + 0) / 3.0);
    assertThat(means.get("r5")).isEqualTo((100 + 50 + 0) / 3.0);
    assertThat(means.get("all5")).isEqualTo(100 / 3.0);
  }

  @Test
  void countsGoldThatIsNamedTwiceOnce() {
    scores.ranked(question("", "a", "a"), List.of("a", "x"));

    assertThat(means(scores.shares())).containsEntry("r2", 100.0).containsEntry("all5", 100.0);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "She was adopted by IDA  BLOM, in Ghent. | Ida Blom   | 100",
        "She was adopted by Ida Blomquist.       | Ida Blom   | 0",
        "It opened in 1998.                      | 98         | 0",
        "It cost 4.99 euros                      | 4.99       | 100",
        "L’Hôtel                                 | l'hôtel    | 100",
        "Ｆｕｌｌ width                             | full width | 100",
        "''                                      | a          | 0"
      })
  void findsAnAnswerInABlockInWholeWords(String block, String answer, double share) {
    scores.packed(question(answer, "a"), 300, block, 20, List.of());

    assertThat(means(scores.answersInBlock())).isEqualTo(Map.of(300, share));
  }

  @Test
  void countsNoQuestionWhoseAnswerNoTextSays() {
    for (String answer : List.of("", "yes", "No.", " YES ")) {
      scores.packed(question(answer, "a"), 300, "yes no", 3, List.of("a"));
    }
    assertThat(scores.answersInBlock()).isEmpty();
    assertThat(means(scores.supportingInBlock())).isEqualTo(Map.of(300, 100.0));
  }

  @Test
  void keepsCeilingsApart() {
    scores.packed(question("Blom", "a", "b"), 300, "nothing", 250, List.of("b", "x"));
    scores.packed(question("Blom", "a", "b"), 800, "Ida Blom", 700, List.of("b", "x", "a"));
    scores.packed(question("Blom", "a", "b"), 800, "nothing", 500, List.of());

    assertThat(means(scores.answersInBlock())).isEqualTo(Map.of(300, 0.0, 800, 50.0));
    assertThat(means(scores.supportingInBlock())).isEqualTo(Map.of(300, 50.0, 800, 50.0));
    assertThat(means(scores.blockTokens())).isEqualTo(Map.of(300, 250.0, 800, 600.0));
  }

  @Test
  void countsAnAnswerOnlyWhereOneWasFound() {
    scores.answered(question("Ida Blom", "a"), true, "It was Ida Blom. [1]");
    scores.answered(question("Ida Blom", "a"), false, "Not found. Nearest: Ida Blom [1]");
    scores.answered(question("yes", "a"), true, "yes");

    assertThat(means(scores.shares())).isEqualTo(Map.of("found", 200 / 3.0, "answered", 50.0));
  }

  @Test
  void keepsStagesApart() {
    scores.timed("pack", 3);
    scores.timed("pack", 1);
    scores.timed("total", 9);

    assertThat(scores.times())
        .isEqualTo(Map.of("pack", new Percentiles(1, 3, 3), "total", new Percentiles(9, 9, 9)));
  }

  private static SetQuestion question(String answer, String... gold) {
    return new SetQuestion("q", "Who?", answer, List.of(gold));
  }

  private static <K> Map<K, Double> means(Map<K, Measurement> measured) {
    return measured.entrySet().stream()
        .collect(Collectors.toMap(Map.Entry::getKey, figure -> figure.getValue().mean()));
  }
}
