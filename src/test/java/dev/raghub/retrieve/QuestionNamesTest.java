package dev.raghub.retrieve;

import static org.assertj.core.api.Assertions.assertThat;

import dev.raghub.analysis.LuceneAnalysis;
import dev.raghub.extract.Words;
import dev.raghub.graph.EntityId;
import dev.raghub.graph.GraphSnapshot;
import dev.raghub.graph.SmallGraph;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QuestionNamesTest {
  private static final GraphSnapshot GRAPH = graph();
  private static final List<String> NAMES =
      List.of(
          "Henry Goes Arizona",
          "Arizona",
          "Dark River",
          "Ghost",
          "Mode",
          "Who Is It",
          "order 10248",
          "東京",
          "Common");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          Who directed Henry Goes Arizona?             | Henry Goes Arizona
          Did Henry go to Arizona with Dark River?     | Arizona, Dark River
          Is Dark River darker than DARK RIVER?        | Dark River
          who directed dark river?                     | Dark River
          What ships with order no. 10248?             | order 10248
          what ships with order number 10248           | order 10248
          What of Order id 10248?                      | order 10248
          東京はどこですか                                | 東京
          """)
  void findsTheLongestNamesFromLeftToRight(String question, String names) {
    assertThat(named(question)).containsExactlyInAnyOrder(names.split(", ", -1));
  }

  /// The question writes `Ghent` as names are written, so `mode` is just a word in it.
  @Test
  void takesAWordForANameOnlyAsNamesAreWrittenThere() {
    assertThat(named("which mode did they use in Ghent")).isEmpty();
    assertThat(named("Which Mode did they use in Ghent")).containsExactly("Mode");
    assertThat(named("which mode did they use in ghent")).containsExactly("Mode");
  }

  @Test
  void takesACommonNameOnlyAsNamesAreWritten() {
    assertThat(named("which common thing")).isEmpty();
    assertThat(named("which Common thing")).containsExactly("Common");
  }

  @Test
  void knowsNoNameThatNoRowBears() {
    assertThat(named("What of Ghost Story?")).isEmpty();
  }

  @Test
  void takesWordsOfGrammarForNoName() {
    assertThat(named("Say, Who Is It?")).isEmpty();
  }

  @Test
  void findsNothingInNothing() {
    assertThat(named("")).isEmpty();
    assertThat(named("?!")).isEmpty();
  }

  private static List<String> named(String question) {
    List<EntityId> found =
        new QuestionNames(GRAPH, new LuceneAnalysis())
            .in(question).stream().map(GRAPH::entityId).toList();
    List<String> names =
        NAMES.stream().filter(name -> found.contains(EntityId.ofName(Words.name(name)))).toList();
    assertThat(names).hasSameSizeAs(found);
    return names;
  }

  private static GraphSnapshot graph() {
    SmallGraph graph = new SmallGraph();
    Stream.of(
            "Henry Goes Arizona", "Arizona", "Dark River", "Mode", "Who Is It", "order 10248", "東京")
        .forEach(name -> graph.put("thing:" + name, name, "It mentions [Ghost]."));
    for (int i = 0; i < 51; i++) {
      graph.put("common:" + i, "Common", "a");
    }
    return graph.snapshot();
  }
}
