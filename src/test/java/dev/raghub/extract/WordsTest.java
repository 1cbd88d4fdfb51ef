package dev.raghub.extract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.raghub.extract.Words.Word;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WordsTest {
  @Test
  void saysHowTheTextWritesEachWord() {
    assertThat(Words.written("Did Henry see the iPhone, eBay and McDonald's no. 10248?"))
        .containsExactly(
            new Word("did", true),
            new Word("henry", true),
            new Word("see", false),
            new Word("the", false),
            new Word("iphone", true),
            new Word("ebay", true),
            new Word("and", false),
            new Word("mcdonald", true),
            new Word("s", false),
            new Word("no", false),
            new Word("10248", true));
  }

  /// Scripts without small letters write names as they write everything.
  @Test
  void takesEveryIdeographForAWordThatIsWrittenAsANameIs() {
    assertThat(Words.written("東京タ"))
        .containsExactly(new Word("東", true), new Word("京", true), new Word("タ", true));
    assertThat(Words.of("in東京x")).containsExactly("in", "東", "京", "x");
  }

  @ParameterizedTest
  @CsvSource({
    "Ｎord-Ost, nord ost",
    "ﬁlm, film",
    "Cafe\u0301, caf\u00E9",
    "STRASSE 7b, strasse 7b",
    // Its capital has no composed form, so its small letter stays in two.
    "J\u030Cana, j\u030Cana",
    "a_b.c/d, a b c d",
    "' ', ''"
  })
  void bringsWaysToWriteANameTogether(String written, String name) {
    assertThat(Words.name(written)).isEqualTo(name);
  }

  @ParameterizedTest
  @ValueSource(strings = {"abc", "v 21", "1st", "東京", "a b c"})
  void takesForANameWhatHasThreeLettersOrTwoIdeographs(String text) {
    assertThat(Words.canBeName(Words.of(text))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "ab", "a b", "v2", "東", "2024", "10 248", "..."})
  void takesForNoNameWhatIsShorterOrANumber(String text) {
    assertThat(Words.canBeName(Words.of(text))).isFalse();
  }

  @Test
  void takesForANameTwelveWordsAndNotThirteen() {
    List<String> most = Collections.nCopies(Words.MAX_NAME_WORDS, "blue");

    assertThat(Words.MAX_NAME_WORDS).isEqualTo(12);
    assertThat(Words.canBeName(most)).isTrue();
    assertThat(Words.canBeName(Words.of(String.join(" ", most) + " harbor"))).isFalse();
  }
}
