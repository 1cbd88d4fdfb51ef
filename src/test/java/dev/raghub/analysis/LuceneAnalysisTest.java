package dev.raghub.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LuceneAnalysisTest {
  private final LuceneAnalysis analysis = new LuceneAnalysis();

  @ParameterizedTest
  @CsvSource({
    "cities, city",
    "films, film",
    "directed, direct",
    "renting, rent",
    "Tolkien's, tolkien",
    "Tolkien’s, tolkien",
    "Café, cafe",
    "CAFÉ, cafe",
    "Ｎord, nord",
    "TCK_1042, tck_1042",
    "news, news"
  })
  void bringsTheFormsOfAWordTogether(String written, String term) {
    assertThat(analysis.terms(written, 10)).containsExactly(term);
  }

  /// A stemmer that cuts by rule gives both `univers` and `organ`.
  @Test
  void keepsWordsApartThatOnlyBeginAlike() {
    assertThat(analysis.terms("university universe organization organ", 10)).hasSize(4);
  }

  @Test
  void pairsIdeographs() {
    assertThat(analysis.terms("東京タワー", 10)).containsExactly("東京", "京タ", "タワ", "ワー");
  }

  @Test
  void widensHalfWidthKana() {
    assertThat(analysis.terms("ﾀﾜｰ", 10)).containsExactly("タワ", "ワー");
  }

  @Test
  void givesDifferentTermsInTheirOrderUpToALimit() {
    String text = "Blue harbor, blue bank of Ghent";

    assertThat(analysis.terms(text, 10)).containsExactly("blue", "harbor", "bank", "of", "ghent");
    assertThat(analysis.terms(text, 5)).hasSize(5);
    assertThat(analysis.terms(text, 3)).containsExactly("blue", "harbor", "bank");
    assertThat(analysis.terms("", 10)).isEmpty();
  }

  @Test
  void addsATermForEachDay() {
    assertThat(analysis.terms("Closed on 30 August 2022", 10)).contains("20220830", "2022");
  }

  @ParameterizedTest
  @ValueSource(strings = {"Who", "was", "the", "of", "does", "having", "this", "his"})
  void countsAWordOfGrammarForATenth(String word) {
    String term = analysis.terms(word, 1).iterator().next();

    assertThat(analysis.importance(term)).isEqualTo(0.1f);
  }

  @ParameterizedTest
  @ValueSource(strings = {"harbor", "directed", "order", "10248", "film", "phone", "born", "city"})
  void countsEveryOtherWordInFull(String word) {
    String term = analysis.terms(word, 1).iterator().next();

    assertThat(analysis.importance(term)).isEqualTo(1f);
  }

  @Test
  void keepsWordsOfGrammarSearchable() {
    assertThat(analysis.terms("The Who", 10)).containsExactlyElementsOf(List.of("the", "who"));
  }
}
