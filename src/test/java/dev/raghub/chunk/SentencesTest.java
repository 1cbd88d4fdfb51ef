package dev.raghub.chunk;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SentencesTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          It was directed by Albert S. Rogell and shown in 1925.
          John F. Kennedy met Dr. Martin Luther King Jr. Friday was late.
          She was treated by Mr. The Great Houdini at St. Mary's.
          The U.S. Army bought it from Smith & Co. Limited.
          He sang J. S. Bach's works (lit. "brook").
          See Fig. 3 and no. 4 of vol. Seven.
          """)
  void keepsNamesAndAbbreviationsWhole(String sentence) {
    assertThat(Sentences.of(sentence)).containsExactly(sentence);
  }

  @Test
  void endsWhereTheNextWordOpensASentence() {
    assertThat(
            Sentences.of("It came out in the U.S. The film failed. He took vitamin C. It helped."))
        .containsExactly(
            "It came out in the U.S.", "The film failed.", "He took vitamin C.", "It helped.");
  }

  @Test
  void endsAtEveryOtherStop() {
    assertThat(Sentences.of("One row came. Two went!  \"Why?\" She asked.  "))
        .containsExactly("One row came.", "Two went!", "\"Why?\"", "She asked.");
  }

  @Test
  void hasNothingToSayOfABlankParagraph() {
    assertThat(Sentences.of("  ")).isEmpty();
    assertThat(Sentences.of("")).isEmpty();
  }

  /// In time that grows with its length: the square of it would take minutes.
  @Test
  @Timeout(20)
  void cutsAParagraphOfFourMegabytes() {
    assertThat(Sentences.of("The tide is high at noon today. ".repeat(130_000)))
        .hasSize(130_000)
        .containsOnly("The tide is high at noon today.");
  }
}
