package dev.raghub.openai;

import static org.assertj.core.api.Assertions.assertThat;

import dev.raghub.answer.Question;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConversationTest {
  private static final String FIRST = "Which deploy caused incident INC-2031?";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Who approved it?",
        "What did they change in version?",
        "Where does she live?",
        "Why?",
        "When was that?",
        "And the one before?",
        "and INC-2028",
        "What about Ghent?",
        "how about the second one",
        "Tell me more",
        "What else?",
        "who?",
        "The price?",
        "What does this mean for customers?",
        "Is that one still open?",
        "What is its root cause?",
        "what’s their address"
      })
  void asksWhatLeansOnThePastTogetherWithIt(String message) {
    assertThat(Conversation.question(List.of(FIRST, message))).isEqualTo(FIRST + " " + message);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Where did Ida Blom study, and who taught her?",
        "Which team leads the office in Oslo?",
        "INC-2028",
        "Return policy?",
        "How many orders were placed this week?",
        "Which deploy caused the incident that blocked invoices?",
        "Did INC-2028 happen again after they fixed it?",
        "Andrea leads which team?",
        "Where does Thisbe live?",
        "员工每年有多少天年假?",
        "أين يقع المكتب الرئيسي؟"
      })
  void asksWhatStandsByItselfAlone(String message) {
    assertThat(Conversation.question(List.of(FIRST, message))).isEqualTo(message);
  }

  @Test
  void goesBackToTheLastMessageThatStandsByItself() {
    assertThat(
            Conversation.question(
                List.of("Who leads the team in Ghent?", FIRST, "Who approved it?", "Why?")))
        .isEqualTo(FIRST + " Why?");
  }

  @Test
  void takesTheFirstMessageWhereNoneStandsByItself() {
    assertThat(Conversation.question(List.of("Tea?", "Why?", "When?"))).isEqualTo("Tea? When?");
  }

  @Test
  void asksTheOnlyMessageAsItIs() {
    assertThat(Conversation.question(List.of(" Why? "))).isEqualTo("Why?");
  }

  @Test
  void staysWithinTheLongestQuestion() {
    String longest = "deploys ".repeat(250).strip();
    String cut = Conversation.question(List.of(longest, "Who approved it?"));

    assertThat(cut).hasSize(Question.MAX_TEXT).startsWith("deploys").endsWith(" Who approved it?");
    String full = "it " + "a".repeat(Question.MAX_TEXT - 3);
    assertThat(Conversation.question(List.of(FIRST, full))).isEqualTo(full);
  }
}
