package dev.raghub.reading;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.raghub.corpus.StableHash;
import dev.raghub.graph.PostgresGraphStore.Place;
import dev.raghub.model.Prompt;
import dev.raghub.model.TokenCounters;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ExtractionPromptTest {
  private static final Excerpt EXCERPT =
      new Excerpt(
          "Old Pier",
          List.of("The pier belongs to Blue Harbor.", "It was built by Li Wei {schema}."),
          List.of(new Place(1, 0), new Place(1, 1)));

  /// Who changes the prompt has to give it another version: results are known by it.
  @Test
  void isTheTextThatItsVersionStandsFor() {
    Prompt prompt = prompt(EXCERPT);

    assertThat(ExtractionPrompt.VERSION).isEqualTo("extraction-1");
    assertThat(StableHash.uuid(prompt.system(), prompt.schema().orElseThrow()))
        .hasToString("18903dd9-c38f-865a-64d5-886f0e872208");
  }

  @Test
  void numbersSentencesAndKnownNames() {
    assertThat(prompt(EXCERPT).user())
        .isEqualTo(
            """
            Title: Old Pier
            1. The pier belongs to Blue Harbor.
            2. It was built by Li Wei {schema}.
            Known names: E1=Old Pier; E2=Blue Harbor; E3=Li Wei""");
  }

  @Test
  void beginsEachPromptWithTheSameBytesAndTheSchema() {
    Excerpt other = new Excerpt("Other", List.of("Nothing."), List.of(new Place(2, 0)));

    assertThat(prompt(other).system()).isEqualTo(prompt(EXCERPT).system());
    assertThat(prompt(other).system()).contains(prompt(other).schema().orElseThrow());
  }

  @Test
  void closesTypesAndPredicates() throws IOException {
    JsonNode facts = schema().at("/properties/facts");
    JsonNode fact = facts.at("/items/properties");

    assertThat(texts(fact.at("/predicate/enum")))
        .hasSizeLessThanOrEqualTo(15)
        .containsExactlyElementsOf(Stream.of(Predicate.values()).map(Predicate::code).toList());
    assertThat(texts(fact.at("/type/enum")))
        .hasSizeLessThanOrEqualTo(12)
        .containsExactlyElementsOf(Stream.of(NameType.values()).map(NameType::code).toList());
    assertThat(facts.at("/maxItems").asInt()).isEqualTo(CompletionCheck.MAX_FACTS);
    assertThat(fact.at("/subject/maxLength").asInt()).isEqualTo(CompletionCheck.MAX_NAME);
    assertThat(fact.fieldNames())
        .toIterable()
        .containsExactly("sentence", "subject", "predicate", "object", "type");
  }

  @Test
  void takesLessThanSixHundredTokensForATextOfNineHundredCharacters() {
    String sentence =
        "The old pier belongs to Blue Harbor, which Li Wei has built in Ghent, they say here. ";
    List<String> sentences = new ArrayList<>();
    List<Place> places = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      sentences.add(sentence.strip());
      places.add(new Place(1, i));
    }
    Prompt prompt = prompt(new Excerpt("Old Pier", sentences, places));
    var counter = new TokenCounters().of("openai");

    assertThat(counter.count(prompt.system()) + counter.count(prompt.user())).isLessThan(650);
    assertThat(counter.count(prompt.system())).isLessThan(370);
  }

  private static JsonNode schema() throws IOException {
    return new ObjectMapper().readTree(prompt(EXCERPT).schema().orElseThrow());
  }

  private static List<String> texts(JsonNode list) {
    List<String> texts = new ArrayList<>();
    list.forEach(text -> texts.add(text.asText()));
    return texts;
  }

  private static Prompt prompt(Excerpt excerpt) {
    return new ExtractionPrompt().of(excerpt, Candidates.of(excerpt), 100);
  }
}
