package dev.raghub.reading;

import static org.assertj.core.api.Assertions.assertThat;

import dev.raghub.corpus.Chunk;
import dev.raghub.corpus.ChunkId;
import dev.raghub.corpus.Sentence;
import dev.raghub.model.Completion;
import dev.raghub.model.Completion.Finish;
import dev.raghub.model.TokenUsage;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The guards of docs/extraction.md, one after another, with completions as models give them.
class CompletionCheckTest {
  private static final Excerpt EXCERPT =
      Excerpt.of(
              "Old Pier",
              List.of(
                  new Chunk(
                      new ChunkId(7),
                      0,
                      List.of(
                          new Sentence("- status: open", false),
                          new Sentence("The pier belongs to Blue Harbor in Ghent.", true),
                          new Sentence(
                              "Its crane, which they call the \"Tall Minka\", was built by Li Wei in 1911.",
                              true),
                          new Sentence("nobody has seen it move since then. ".repeat(3), true)),
                      false)))
          .getFirst();
  private static final Candidates CANDIDATES = Candidates.of(EXCERPT);
  private static final String GOOD = ScriptedModel.fact(1, "E1", "E2");
  private static final Fact GOOD_FACT = new Fact(0, "old pier", "part of", "blue harbor");

  @Test
  void knowsTheTitleAndWhatTheRulesFind() {
    assertThat(CANDIDATES.names())
        .containsExactly("Old Pier", "Blue Harbor", "Ghent", "Tall Minka", "Li Wei");
  }

  @Test
  void takesIdsAndNamesOfTheText() {
    assertThat(facts(answer(ScriptedModel.fact(2, "crane", "E5"))))
        .containsExactly(new Fact(1, "crane", "part of", "li wei"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "   ", "I found no facts.", "{}", "{\"facts\": ", "[1, 2"})
  void refusesWhatIsNoJson(String text) {
    assertThat(check(text)).isEqualTo(new Checked.Flawed(Flaw.NOT_JSON));
  }

  @Test
  void refusesAnEmptyListWhereTwoNamesAreKnown() {
    assertThat(check("{\"facts\": []}")).isEqualTo(new Checked.Flawed(Flaw.EMPTY));
  }

  @Test
  void believesAnEmptyListWhereNothingIsKnown() {
    Excerpt bare =
        new Excerpt(
            "1", List.of("nothing here is called anything."), EXCERPT.places().subList(0, 1));

    assertThat(
            new CompletionCheck(bare, Candidates.of(bare))
                .check(completion("{\"facts\": []}", Finish.STOP, 100), 100))
        .isEqualTo(new Checked.Sound(List.of()));
  }

  @Test
  void refusesAPromptThatWasCut() {
    assertThat(check(completion(answer(GOOD), Finish.STOP, 49), 100))
        .isEqualTo(new Checked.Flawed(Flaw.PROMPT_CUT));
    assertThat(facts(check(completion(answer(GOOD), Finish.STOP, 50), 100))).hasSize(1);
  }

  @Test
  void asksNoServerThatDoesNotCountWhetherItCut() {
    assertThat(facts(check(completion(answer(GOOD), Finish.STOP, 0), 100))).hasSize(1);
  }

  @Test
  void refusesACompletionThatWasCutOffOrWithheld() {
    assertThat(check(completion(answer(GOOD), Finish.LENGTH, 100), 100))
        .isEqualTo(new Checked.Flawed(Flaw.CUT_OFF));
    assertThat(check(completion("", Finish.FILTERED, 100), 100))
        .isEqualTo(new Checked.Flawed(Flaw.WITHHELD));
  }

  @Test
  void refusesTheSchemaInPlaceOfFacts() {
    String schema = new ExtractionPrompt().of(EXCERPT, CANDIDATES, 9).schema().orElseThrow();

    assertThat(check(schema)).isEqualTo(new Checked.Flawed(Flaw.SCHEMA_ECHOED));
    assertThat(facts(schema + "\n" + answer(GOOD))).containsExactly(GOOD_FACT);
  }

  @Test
  void refusesTheExampleInPlaceOfFacts() {
    assertThat(
            check(
                "{\"facts\":[{\"sentence\":2,\"subject\":\"E1\",\"predicate\":\"located_in\",\"object\":\"Lisbon\",\"type\":\"place\"}]}"))
        .isEqualTo(new Checked.Flawed(Flaw.INVENTED));
  }

  @Test
  void dropsWhatTheTextDoesNotSayAndKeepsTheRest() {
    assertThat(
            facts(
                answer(
                    ScriptedModel.fact(1, "E1", "Acme"),
                    ScriptedModel.fact(1, "Alice", "E2"),
                    ScriptedModel.fact(1, "E1", "E99"),
                    ScriptedModel.fact(1, "E1", "E1"),
                    ScriptedModel.fact(1, "E1", "it"),
                    ScriptedModel.fact(1, "E1", "x".repeat(81)),
                    GOOD)))
        .containsExactly(GOOD_FACT);
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "4", "-1", "1.5e9", "\"two\"", "null"})
  void dropsSentencesThatAreNotThere(String number) {
    String wrong = GOOD.replace("\"sentence\":1", "\"sentence\":" + number);

    assertThat(facts(answer(wrong, GOOD))).containsExactly(GOOD_FACT);
  }

  @Test
  void leavesAmountsAndDatesToTheFields() {
    assertThat(check(answer(ScriptedModel.fact(2, "crane", "in 1911").replace("place", "date"))))
        .isEqualTo(new Checked.Sound(List.of()));
  }

  @Test
  void takesAPredicateOutOfTheListForRelatedTo() {
    assertThat(facts(answer(GOOD.replace("part_of", "Was Sold To"))))
        .containsExactly(new Fact(0, "old pier", "related to", "blue harbor"));
    assertThat(facts(answer(GOOD.replace("part_of", "Part of")))).containsExactly(GOOD_FACT);
  }

  @Test
  void looksAtNoMoreFactsThanTheSchemaAllows() {
    String[] many =
        IntStream.range(0, CompletionCheck.MAX_FACTS).mapToObj(any -> GOOD).toArray(String[]::new);

    assertThat(
            facts(
                answer(
                    Stream.concat(Stream.of(many), Stream.of(ScriptedModel.fact(1, "E2", "E3")))
                        .toArray(String[]::new))))
        .containsExactly(GOOD_FACT);
  }

  static Stream<String> wrapped() {
    String answer = answer(GOOD);
    return Stream.of(
        "<think>E1 is {\"facts\":[]} perhaps</think>" + answer,
        "so E1 is the pier.</think>\n\n" + answer,
        "<thinking>\nhm\n</thinking>" + answer,
        "```json\n" + answer + "\n```",
        "Here is [1] the JSON you asked for:\n" + answer + "\nI hope this helps {}!",
        answer + "}}]]",
        answer + answer,
        "[" + GOOD + "]",
        GOOD,
        "{\"facts\":[" + GOOD + ",",
        "{\"facts\":[" + GOOD + ",{\"sentence\":2,\"subject\":\"E",
        answer.replace("\"", "\u201d"),
        answer.replace("\"sentence\":1", "\"sentence\":\"1\""),
        answer.replace(",", ",\n\n\n   "));
  }

  @ParameterizedTest
  @MethodSource("wrapped")
  void readsFactsHoweverTheyAreWrapped(String text) {
    assertThat(facts(text)).containsExactly(GOOD_FACT);
  }

  @Test
  void readsNamesWithQuotesInThem() {
    String broken =
        "{\"facts\":[{\"sentence\":2,\"subject\":\"the \"Tall Minka\"\",\"predicate\":\"created_by\",\"object\":\"Li Wei\",\"type\":\"person\"},"
            + GOOD
            + "]}";

    assertThat(facts(broken))
        .containsExactly(new Fact(1, "the tall minka", "created by", "li wei"), GOOD_FACT);
  }

  @Test
  void takesNothingFromThoughtsThatDoNotEnd() {
    assertThat(check("<think>" + answer(GOOD))).isEqualTo(new Checked.Flawed(Flaw.NOT_JSON));
  }

  private static String answer(String... facts) {
    return "{\"facts\":[" + String.join(",", facts) + "]}";
  }

  private static List<Fact> facts(String text) {
    return facts(check(text));
  }

  private static List<Fact> facts(Checked checked) {
    assertThat(checked).isInstanceOf(Checked.Sound.class);
    return ((Checked.Sound) checked).facts();
  }

  private static Checked check(String text) {
    return check(completion(text, Finish.STOP, 100), 100);
  }

  private static Checked check(Completion completion, int sent) {
    return new CompletionCheck(EXCERPT, CANDIDATES).check(completion, sent);
  }

  private static Completion completion(String text, Finish finish, int promptTokens) {
    return new Completion(
        text,
        new TokenUsage(promptTokens, 10, 0, promptTokens > 0),
        finish,
        Duration.ZERO,
        Duration.ZERO,
        List.of());
  }
}
