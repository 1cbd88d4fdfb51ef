package dev.raghub.tier;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QuestionFormTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Who adopted the cat?                          | WHO",
        "To whom does it belong?                       | WHO",
        "Whose cat is it?                              | WHO",
        "When was it adopted?                          | WHEN",
        "In which year was it adopted?                 | WHEN",
        "how long ago was it adopted?                  | WHEN",
        "WHERE does it sleep?                          | WHERE",
        "In which city does it sleep?                  | WHERE",
        "How many cats are there?                      | HOW_MUCH",
        "How old is it?                                | HOW_MUCH",
        "Which cat is it?                              | WHAT",
        "What is the wholesale price?                  | WHAT",
        "The cat whenever                              | WHAT",
        "''                                            | WHAT"
      })
  void knowsWhatAQuestionAsksFor(String question, QuestionForm form) {
    assertThat(QuestionForm.of(question)).isEqualTo(form);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "When was the man born who adopted the cat?    | WHEN",
        "Where was the film shot whose star was Blom?  | WHERE",
        "How many cats has the woman who lives here?   | HOW_MUCH",
        "Who lived here when it burnt?                 | WHO"
      })
  void goesByTheFirstOfSeveralQuestionWords(String question, QuestionForm form) {
    assertThat(QuestionForm.of(question)).isEqualTo(form);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "WHO      | She was adopted by Ida Blom.           | true",
        "WHO      | She was adopted by Minka.              | false",
        "WHO      | It was Henri L. Dubois.                | true",
        "WHEN     | It was built in 1998.                  | true",
        "WHEN     | It opened one day in March.            | true",
        "WHEN     | It cost 998 euros.                     | false",
        "WHERE    | It stands in Ghent.                    | true",
        "WHERE    | It stands near the Leie.               | true",
        "WHERE    | It stands in a garden.                 | false",
        "HOW_MUCH | It weighs 2,500 kilograms.             | true",
        "HOW_MUCH | It weighs a lot.                       | false",
        "WHAT     | It was Ida Blom in Ghent in 1998.      | false"
      })
  void knowsASentenceThatSaysSuchAThing(QuestionForm form, String sentence, boolean said) {
    assertThat(form.isSaidBy(sentence, "What is asked?")).isEqualTo(said);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "WHO      | Who is Ida Blom?                | Ida Blom lives in Ghent.          | false",
        "WHO      | Who is Ida Blom?                | Ida Blom is a friend of Jan Maes. | true",
        "HOW_MUCH | How many deploys were in 2031?  | In 2031 there were many.          | false",
        "HOW_MUCH | How many deploys were in 2031?  | There were 20.                    | true",
        "HOW_MUCH | How many deploys had INC-2031?  | It had 3.                         | true",
        "WHERE    | Where is the harbour of Gent?   | The harbour of Gen is in Ghent.   | true"
      })
  void doesNotTakeForAnAnswerWhatTheQuestionSaysItself(
      QuestionForm form, String question, String sentence, boolean said) {
    assertThat(form.isSaidBy(sentence, question)).isEqualTo(said);
  }
}
