package dev.raghub.extract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CapitalisedNamesTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          it was written by J. R. R. Tolkien in Oxford      | J. R. R. Tolkien, Oxford
          it was directed by Albert S. Rogell               | Albert S. Rogell
          she works at the Bank of England                  | Bank of England
          he met Ludwig van Beethoven and Charles de Gaulle | Ludwig van Beethoven and Charles de Gaulle
          a station near Jean-Luc O'Brien's house           | Jean-Luc O'Brien
          shown by Studio 54 and Area51                     | Studio, Area51
          gefragt haben wir Österreich                      | Österreich
          """)
  void findsRunsOfCapitalisedWordsWithTheirConnectors(String sentence, String names) {
    assertThat(CapitalisedNames.in(sentence)).containsExactly(names.split(", ", -1));
  }

  @ParameterizedTest
  @CsvSource({
    "we saw Tolkien's house, Tolkien",
    "we saw Tolkien’s house, Tolkien",
    "we saw the Beatles' house, Beatles",
    "The Offline Mode's switch, Offline Mode"
  })
  void dropsThePossessiveAtTheEnd(String sentence, String name) {
    assertThat(CapitalisedNames.in(sentence)).containsExactly(name);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Harbors are closed",
        "\"Harbors are closed\"",
        "- Harbors closed",
        "Harbor's end"
      })
  void takesASentencesFirstWordAloneForNoName(String sentence) {
    assertThat(CapitalisedNames.in(sentence)).isEmpty();
  }

  @Test
  void takesAFirstWordForANameThatShowsItElsewise() {
    assertThat(CapitalisedNames.in("McDonald closed")).containsExactly("McDonald");
    assertThat(CapitalisedNames.in("NASA closed")).containsExactly("NASA");
    assertThat(CapitalisedNames.in("Blue Harbor closed")).containsExactly("Blue Harbor");
    assertThat(CapitalisedNames.in("The Harbor closed")).containsExactly("Harbor");
  }

  @Test
  void dropsFunctionWordsAtTheHeadOnly() {
    assertThat(CapitalisedNames.in("And In The Harbor")).containsExactly("Harbor");
    assertThat(CapitalisedNames.in("then These Once")).isEmpty();
    assertThat(CapitalisedNames.in("he read Gone With The Wind"))
        .containsExactly("Gone With The Wind");
  }

  /// The runs of one sentence; [dev.raghub.chunk] cuts sentences, so none leads over an end.
  @Test
  void endsARunAtEveryMarkButAnInitialsStop() {
    assertThat(CapitalisedNames.in("we met Anna Smith. Bob Jones, Cy Young; Di (Ed Fox) Gil/Hal"))
        .isEqualTo(List.of("Anna Smith", "Bob Jones", "Cy Young", "Di", "Ed Fox", "Gil", "Hal"));
    assertThat(CapitalisedNames.in("we met Anna  Smith")).containsExactly("Anna", "Smith");
  }

  /// With five connectors: as long as a name may be ([Words#MAX_NAME_WORDS]), and one to spare.
  @Test
  void takesSixCapitalisedWordsAndThenBeginsAnew() {
    assertThat(CapitalisedNames.in("we saw One Two Three Four Five Six"))
        .containsExactly("One Two Three Four Five Six");
    assertThat(CapitalisedNames.in("we saw One Two Three Four Five Six Seven"))
        .containsExactly("One Two Three Four Five Six", "Seven");

    String longest = "One of Two of Three of Four of Five of Six";
    assertThat(CapitalisedNames.in("we saw " + longest)).containsExactly(longest);
    assertThat(Words.of(longest)).hasSizeLessThan(Words.MAX_NAME_WORDS);
  }

  @Test
  void doesNotBeginWithinAWord() {
    assertThat(CapitalisedNames.in("an iPhone, a 7Up and xÄrger")).isEmpty();
  }
}
