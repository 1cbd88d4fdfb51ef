package dev.raghub.context;

import static org.assertj.core.api.Assertions.assertThat;

import dev.raghub.answer.BlockLimits;
import dev.raghub.answer.HandMade;
import dev.raghub.answer.HandMade.Text;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TelegraphTest {
  private static final Predicate<String> SAYS_SOMETHING =
      Pattern.compile("[\\p{Lu}\\p{N}]").asPredicate();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "The office cat is called Minka. | The office cat called Minka.",
        "It was not built in the north of Ghent | It not built in north of Ghent",
        "He has been the owner of that house since 1998 | He owner of house since 1998",
        "there is no way | no way",
        "is it | is it",
        "THE WHO | THE WHO"
      })
  void dropsWordsOfGrammarAndKeepsTheRest(String sentence, String telegram) {
    assertThat(Telegraph.of(sentence)).isEqualTo(telegram);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "not", "no", "never", "without", "before", "after", "from", "to", "by", "or", "and", "all"
      })
  void keepsWhatTurnsTheMeaning(String word) {
    assertThat(Telegraph.of("it is " + word + " the harbour")).isEqualTo(word + " harbour");
  }

  @Test
  void keepsNamesAndNumbersOfEveryBlock() {
    for (long seed = 0; seed < 60; seed++) {
      Packed packed = Packed.of(seed);
      packed.retrieval().passages().stream()
          .flatMap(passage -> passage.sentences().stream())
          .forEach(
              sentence -> {
                List<String> said = words(sentence.text());
                List<String> kept = words(Telegraph.of(sentence.text()));
                assertThat(said).containsSubsequence(kept);
                assertThat(kept).containsAll(said.stream().filter(SAYS_SOMETHING).toList());
              });
    }
  }

  @Test
  void makesABlockShorterThatSaysTheSame() {
    Text text =
        Text.of(
            "Cat",
            "The office cat is called Minka and she has been there since 1998.",
            "It is the owner of the server room.");
    int plain = tokens(text, false);
    int telegraphic = tokens(text, true);

    assertThat(telegraphic).isLessThan(plain * 9 / 10);
  }

  @Test
  void leavesFieldsOfRowsAsTheyAre() {
    Text row = Text.row("film", "7", "Alien", "- tagline: the one that is there");

    assertThat(block(row, true))
        .isEqualTo(block(row, false))
        .contains("tagline: the one that is there;");
  }

  @Test
  void neverMakesTheSameSentencesLonger() {
    for (long seed = 0; seed < 60; seed++) {
      Packed plain = Packed.of(seed).telegraphic(false);
      Packed telegraphic = plain.telegraphic(true);
      if (telegraphic.block().sources().equals(plain.block().sources())) {
        assertThat(telegraphic.block().tokens())
            .as(telegraphic.toString())
            .isLessThanOrEqualTo(plain.block().tokens());
      }
    }
  }

  private static int tokens(Text text, boolean telegraphic) {
    return Packed.COUNTERS.of("openai").count(block(text, telegraphic));
  }

  private static String block(Text text, boolean telegraphic) {
    return Packed.pack(
            HandMade.retrieval("What?", text), new BlockLimits(500, "openai", telegraphic))
        .text();
  }

  private static List<String> words(String text) {
    return Arrays.asList(text.split(" ", -1));
  }
}
