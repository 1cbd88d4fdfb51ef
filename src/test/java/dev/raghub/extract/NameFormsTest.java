package dev.raghub.extract;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NameFormsTest {
  @Test
  void leavesOutWhatTellsANameFromItsNamesakes() {
    assertThat(NameForms.of("Dark River (2017 film)"))
        .containsExactly("dark river 2017 film", "dark river");
  }

  @ParameterizedTest
  @CsvSource({
    "The Goose Woman, goose woman",
    "A Star Is Born, star is born",
    "an Ideal Husband, ideal husband"
  })
  void leavesOutTheArticle(String name, String form) {
    assertThat(NameForms.of(name)).containsExactly(Words.name(name), form);
  }

  @Test
  void leavesOutBoth() {
    assertThat(NameForms.of("The Kid (1921 film)"))
        .containsExactly("the kid 1921 film", "kid 1921 film", "the kid", "kid");
  }

  @Test
  void hasNoFormThatCannotBeAName() {
    assertThat(NameForms.of("The It (1990)")).containsExactly("the it 1990", "it 1990", "the it");
    assertThat(NameForms.of("The 39 (film)")).containsExactly("the 39 film", "39 film", "the 39");
    assertThat(NameForms.of("(2017 film)")).containsExactly("2017 film");
    assertThat(NameForms.of("The")).containsExactly("the");
    assertThat(NameForms.of("42")).isEmpty();
    assertThat(NameForms.of("")).isEmpty();
  }

  @Test
  void keepsBracketsAndArticlesElsewhere() {
    assertThat(NameForms.of("(500) Days of the Summer")).containsExactly("500 days of the summer");
    assertThat(NameForms.of("M (1931) uncut")).containsExactly("m 1931 uncut");
    assertThat(NameForms.of("Theodore")).containsExactly("theodore");
  }
}
