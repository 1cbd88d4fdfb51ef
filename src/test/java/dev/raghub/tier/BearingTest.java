package dev.raghub.tier;

import static org.assertj.core.api.Assertions.assertThat;

import dev.raghub.analysis.LuceneAnalysis;
import dev.raghub.answer.HandMade;
import dev.raghub.answer.HandMade.Text;
import dev.raghub.answer.Question;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class BearingTest {
  private static final Bearing BEARING = new Bearing(new LuceneAnalysis(), new OnlyCosines());
  private static final Text INCIDENT =
      Text.of("INC-2031", "INC-2031 was resolved by Ida Blom.", "A deploy caused it.");

  @Test
  void bearsWhereTheNamedIsHere() {
    assertThat(bears("Who resolved INC-2031?", INCIDENT)).isTrue();
  }

  @Test
  void doesNotBearWhereTheNamedIsMissingHoweverAlikeItLooks() {
    assertThat(bears("Who resolved INC-2028?", INCIDENT.alike(0.95))).isFalse();
  }

  @Test
  void countsOnlyTheFiveBestPassages() {
    Text[] others = new Text[4];
    Arrays.fill(others, Text.of("Weather", "It rains."));
    Stream<Text> four = Stream.of(others);
    Stream<Text> five = Stream.concat(Stream.of(others), Stream.of(others[0]));

    assertThat(bears("Who resolved INC-2031?", Stream.concat(four, Stream.of(INCIDENT)))).isTrue();
    assertThat(bears("Who resolved INC-2031?", Stream.concat(five, Stream.of(INCIDENT)))).isFalse();
  }

  @Test
  void takesTheFirstWordForNoName() {
    assertThat(bears("Zanzibar causes deploys?", Text.of("T", "Deploys have causes."))).isTrue();
    assertThat(bears("The Zanzibar causes deploys?", Text.of("T", "Deploys have causes.")))
        .isFalse();
  }

  @Test
  void takesNoWordOfGrammarForAName() {
    assertThat(bears("is It What causes deploys?", Text.of("T", "Deploys have causes."))).isTrue();
  }

  @Test
  void forgivesAThirdOfTheNamesThatAreUnknown() {
    Text text = Text.of("Staff", "Ida Blom resolved it.");

    assertThat(bears("Has Ida Blom Maes resolved it?", text)).isTrue();
    assertThat(bears("Has Ida Blom Maes Dubois resolved it?", text)).isFalse();
  }

  /// The other words are said by what ranks behind, so that they are known here.
  @Test
  void needsHalfOfTheKnownWordsBesideTheName() {
    Text[] texts = new Text[6];
    Arrays.fill(texts, Text.of("Staff", "Blom is here."));
    texts[5] = Text.of("Biology", "Marine biology is studied at sea.");

    assertThat(bears("When did dear Blom study marine biology at sea?", texts)).isFalse();
    texts[4] = texts[5];
    assertThat(bears("When did dear Blom study marine biology at sea?", texts)).isTrue();
    texts[4] = texts[3].alike(OnlyCosines.RELATED);
    assertThat(bears("When did dear Blom study marine biology at sea?", texts)).isTrue();
  }

  @Test
  void bearsWithoutAWordInCommonWhereTheMeaningIsTheSame() {
    Text text = Text.of("Expenses", "Send your receipts to accounting.");
    String question = "how do employees get money back for travel";

    assertThat(bears(question, text.alike(OnlyCosines.RELATED))).isTrue();
    assertThat(bears(question, text.alike(OnlyCosines.RELATED - 0.001))).isFalse();
  }

  @Test
  void needsTwoFifthsOfAllWordsWhereNothingIsNamed() {
    assertThat(bears("which cats sleep near servers", Text.of("T", "Cats sleep."))).isTrue();
    assertThat(bears("which cats dance near servers", Text.of("T", "Cats sleep."))).isFalse();
  }

  @Test
  void doesNotBearWhereNothingWasFound() {
    assertThat(bears("Who resolved INC-2031?")).isFalse();
    assertThat(bears("what is it")).isFalse();
  }

  private static boolean bears(String question, Stream<Text> texts) {
    return bears(question, texts.toArray(Text[]::new));
  }

  private static boolean bears(String question, Text... texts) {
    return BEARING.bears(new Question(question, 8), HandMade.retrieval(question, texts));
  }
}
