package dev.raghub.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ThinkTagsTest {
  @Test
  void leavesTextWithoutTagsAsItIs() {
    assertThat(cut("a < b and <thin air> ", "<").pieces())
        .containsExactly("a < b and <thin air> ", "<");
  }

  @Test
  void cutsWhereverAPieceEnds() {
    String text = "  <think>1 < 2</think>\n\nJane <think>or</think>Austen";
    for (int first = 0; first <= text.length(); first++) {
      for (int second = first; second <= text.length(); second++) {
        Cut cut =
            cut(text.substring(0, first), text.substring(first, second), text.substring(second));
        assertThat(String.join("", cut.pieces())).isEqualTo("Jane Austen");
        assertThat(cut.tags().text()).isEqualTo("Jane Austen");
        assertThat(cut.tags().thought()).isTrue();
      }
    }
  }

  @Test
  void takesAllBeforeALoneClosingTagForThinking() {
    Cut cut = cut("She wrote", " it</th", "ink>Jane");

    assertThat(cut.tags().text()).isEqualTo("Jane");
    assertThat(cut.tags().lacksOpening()).isTrue();
    assertThat(cut.pieces())
        .as("what was handed out cannot be taken back")
        .containsExactly("She wrote", " it", "Jane");
  }

  @Test
  void withholdsUntilTheClosingTagWhereItKnowsOfLoneOnes() {
    ThinkTags tags = new ThinkTags(true);

    assertThat(tags.accept("She wrote")).isEmpty();
    assertThat(tags.accept(" it</think> Jane")).isEqualTo("Jane");
    assertThat(tags.accept(" Austen")).isEqualTo(" Austen");
  }

  @Test
  void handsOutAtTheEndWhatItWithheldForNothing() {
    ThinkTags tags = new ThinkTags(true);

    assertThat(tags.accept("Jane ")).isEmpty();
    assertThat(tags.accept("Austen<")).isEmpty();
    assertThat(tags.finish()).isEqualTo("Jane Austen<");
  }

  @Test
  void cutsThinkingThatNeverEnds() {
    Cut cut = cut("Jane <think>or was", " it</thin");

    assertThat(cut.tags().text()).isEqualTo("Jane");
    assertThat(cut.tags().endsThinking()).isTrue();
  }

  @Test
  void leavesTagsInJsonStringsAlone() {
    Cut cut = cut("<think>hm</think> {\"text\":", "\"<think>a</think>\"}");

    assertThat(cut.tags().text()).isEqualTo("{\"text\":\"<think>a</think>\"}");
  }

  private record Cut(ThinkTags tags, List<String> pieces) {}

  private static Cut cut(String... pieces) {
    ThinkTags tags = new ThinkTags(false);
    List<String> shown = new ArrayList<>();
    for (String piece : pieces) {
      shown.add(tags.accept(piece));
    }
    shown.add(tags.finish());
    return new Cut(tags, shown.stream().filter(text -> !text.isEmpty()).toList());
  }
}
