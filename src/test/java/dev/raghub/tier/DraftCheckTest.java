package dev.raghub.tier;

import static org.assertj.core.api.Assertions.assertThat;

import dev.raghub.analysis.LuceneAnalysis;
import dev.raghub.answer.Block;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DraftCheckTest {
  private static final String BLOCK =
      """
      [1] INC-2031 Wrong 429 answers (incident:8 v1): The bucket of api-gateway 5.4.0 was keyed wrongly; started: 2026-03-01 09:15; lost: 1,250.50 EUR …
      [2] Ida Blom (person:3 v2): Ida Blom leads the team in Ghent since 2019.
      (3 more passages left out)""";

  private static List<String> problems(String answer) {
    return new DraftCheck(
            new LuceneAnalysis(),
            new Block(BLOCK, 90, 800, "openai", List.of(), 3),
            "Who leads the 17 people of Nora Quist?")
        .check(answer).problems().stream()
            .map(problem -> (problem.code() + " " + problem.text()).strip())
            .toList();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Ida Blom leads it [2].",
        "Ida Blom [2]",
        "The bucket of api-gateway 5.4.0 was keyed wrongly. [1] Ida Blom leads the team. [2]",
        "It began on 2026-03-01 at 09:15 and cost 1,250.50 EUR [1].",
        "Ida Blom has led the team since 2019, which INC-2031 concerned [1, 2].",
        "The 17 people of Nora Quist are led by Ida Blom [2].",
      })
  void findsNothingWrongWithWhatTheSourcesSay(String answer) {
    assertThat(problems(answer)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Ida Blom leads the team.               | no-citation",
        "Ida Blom leads the team [7].           | unknown-citation [7]",
        "The team was lost in 2018 [2].         | number-not-in-source 2018",
        "It began at 09:15 [2].                 | number-not-in-source 09:15",
        "It cost 250.50 EUR [1].                | number-not-in-source 250.50",
        "It cost 1,250.5 EUR [1].               | number-not-in-source 1,250.5",
        "It was INC-203 [1].                    | number-not-in-source 203",
        "The gateway 4.0 was keyed wrongly [1]. | number-not-in-source 4.0",
        "The team is led by Petra Blom [2].     | name-not-in-source Petra",
        "Petra [2]                              | name-not-in-source Petra",
        "Petra Blom leads the team [2].         | name-not-in-source Petra",
      })
  void namesWhatTheSourcesDoNotSay(String answer, String problem) {
    assertThat(problems(answer)).contains(problem);
  }

  @Test
  void holdsANumberAgainstTheSourceThatItsSentenceCites() {
    assertThat(problems("It began in 2019 [2]. It ended at 09:15 [1].")).isEmpty();
    assertThat(problems("It began in 2019 [1]. It ended at 09:15 [2]."))
        .containsExactly("number-not-in-source 2019", "number-not-in-source 09:15");
  }

  @Test
  void keepsMarksWithTheSentenceBeforeThem() {
    assertThat(DraftCheck.sentences("She leads it. [2] He left! [1][2] Why?\nNobody knows."))
        .containsExactly("She leads it. [2]", "He left! [1][2]", "Why?", "Nobody knows.");
    assertThat(DraftCheck.unmarked("She leads it [2].")).isEqualTo("She leads it.");
    assertThat(DraftCheck.marks("a [2], b [1, 3] c [x] [12345]")).containsExactly(2, 1, 3);
  }
}
