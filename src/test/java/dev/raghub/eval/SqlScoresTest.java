package dev.raghub.eval;

import static org.assertj.core.api.Assertions.assertThat;

import dev.raghub.eval.SqlScores.Outcome;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SqlScoresTest {
  private static final List<String> FILLER =
      IntStream.range(0, 7).mapToObj(i -> "film:" + i).toList();

  private final SqlScores scores = new SqlScores();

  @Test
  void scoresRowsByTheFirstEightAndTheBlock() {
    scores.add(
        question("pagila", "staff"),
        new Outcome(ranked("rental:7", "staff:1"), List.of("staff:1", "rental:7"), "", ""));

    assertThat(figures(""))
        .isEqualTo(
            Map.of(
                "gold_in_block", 100.0,
                "gold_in_top8", 0.0,
                "recall_in_top8", 50.0,
                "answer_in_block", 0.0));
  }

  @Test
  void findsAnAnswerOnlyWhereAllItsPartsAreSaid() {
    Outcome half = new Outcome(List.of(), List.of(), "MIKE was there", "Mike [1]");
    Outcome whole = new Outcome(List.of(), List.of(), "Mike HILLYER", "Mike Hillyer [1]");
    scores.add(question("pagila", "half"), half);
    scores.add(question("pagila", "whole"), whole);

    assertThat(figures("pagila/half"))
        .containsEntry("answer_in_block", 0.0)
        .containsEntry("found", 100.0)
        .containsEntry("answered", 0.0);
    assertThat(figures("pagila/whole"))
        .containsEntry("answer_in_block", 100.0)
        .containsEntry("answered", 100.0);
  }

  @Test
  void countsARefusalAsNotFound() {
    scores.add(
        question("pagila", "staff"),
        new Outcome(List.of(), List.of(), "", "Not found in this workspace. Nearest: a [1]"));

    assertThat(figures("")).containsEntry("found", 0.0).containsEntry("answered", 0.0);
  }

  @Test
  void saysNothingOfAnswersWhereNoneWereAskedFor() {
    scores.add(question("pagila", "staff"), new Outcome(List.of(), List.of(), "", ""));

    assertThat(figures("")).doesNotContainKeys("found", "answered");
  }

  @Test
  void groupsBySchemaAndTemplate() {
    Outcome right = new Outcome(List.of("rental:7", "staff:1"), List.of(), "", "");
    Outcome wrong = new Outcome(List.of(), List.of(), "", "");
    scores.add(question("chinook", "a"), right);
    scores.add(question("pagila", "a"), right);
    scores.add(question("pagila", "b"), wrong);

    assertThat(scores.groups().keySet())
        .containsExactly("", "chinook", "chinook/a", "pagila", "pagila/a", "pagila/b");
    assertThat(scores.questions("")).isEqualTo(3);
    assertThat(scores.questions("pagila")).isEqualTo(2);
    assertThat(scores.questions("northwind")).isZero();
    assertThat(figures("pagila")).containsEntry("gold_in_top8", 50.0);
    assertThat(figures("chinook/a")).containsEntry("gold_in_top8", 100.0);
  }

  private static List<String> ranked(String eighth, String ninth) {
    return Stream.concat(FILLER.stream(), Stream.of(eighth, ninth)).toList();
  }

  private Map<String, Double> figures(String group) {
    return scores.groups().get(group).entrySet().stream()
        .collect(Collectors.toMap(Map.Entry::getKey, figure -> figure.getValue().mean()));
  }

  private static SqlQuestion question(String schema, String template) {
    List<String> gold = List.of("rental:7", "staff:1");
    List<String> answers = List.of("Mike", "Hillyer");
    return new SqlQuestion("q", schema, template, 1, "Who?", answers, gold);
  }
}
