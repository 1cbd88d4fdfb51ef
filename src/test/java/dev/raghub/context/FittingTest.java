package dev.raghub.context;

import static org.assertj.core.api.Assertions.assertThat;

import dev.raghub.answer.Block;
import dev.raghub.answer.BlockLimits;
import dev.raghub.answer.HandMade;
import dev.raghub.answer.HandMade.Text;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FittingTest {
  private static final String QUESTION = "Where does the cat sleep?";
  private static final String SENTENCE = "The cat sleeps in the server room of the north wing. ";

  @Test
  void takesEverythingWhereEverythingFits() {
    Block block = pack(500, Text.of("Cat", "It sleeps.", "It eats."), Text.of("Dog", "It barks."));

    assertThat(block.text())
        .isEqualTo(
            "[1] Cat (documents:Cat v1): It sleeps. It eats.\n[2] Dog (documents:Dog v1): It barks.");
    assertThat(block.leftOut()).isZero();
  }

  @ParameterizedTest
  @ValueSource(ints = {100, 180, 333, 500, 800, 1_000})
  void usesTheRoomThatThereIs(int maxTokens) {
    assertThat(pack(maxTokens, manyCats()).tokens()).isBetween(maxTokens * 85 / 100, maxTokens);
  }

  @Test
  void leavesRoomRatherThanFillItWithWhatIsWorthLittle() {
    Block block = pack(2_000, manyCats());
    Block same = pack(4_000, manyCats());

    assertThat(block.tokens()).isBetween(1_000, 1_500);
    assertThat(block.leftOut()).isPositive();
    assertThat(same.text()).isEqualTo(block.text());
  }

  @Test
  void passesOverWhatIsTooLarge() {
    Block block =
        pack(100, Text.of("Long", SENTENCE.repeat(30)), Text.of("Short", "The cat naps."));

    assertThat(block.text())
        .isEqualTo("[2] Short (documents:Short v1): The cat naps.\n(1 more passages left out)");
  }

  @Test
  void showsTheBeginningOfTheBestWhereNothingFits() {
    Block block =
        pack(100, Text.of("Long", SENTENCE.repeat(30)), Text.of("Other", SENTENCE.repeat(31)));

    assertThat(block.text())
        .startsWith("[1] Long (documents:Long v1): " + SENTENCE)
        .containsPattern("\\w…\n\\(1 more passages left out\\)$");
    assertThat(block.sources()).extracting(source -> source.citation().number()).containsExactly(1);
    assertThat(block.tokens()).isBetween(80, 100);
  }

  @Test
  void cutsTextWithoutSpacesInItsMidst() {
    Block block = pack(100, Text.of("公司政策", "员工每年有二十天年假".repeat(40)));

    assertThat(block.text()).startsWith("[1] 公司政策 (documents:公司政策 v1): 员工每年有二十天年假员工");
    assertThat(block.tokens()).isBetween(80, 100);
  }

  @Test
  void cutsNoCharacterInTwo() {
    for (int maxTokens = 100; maxTokens < 140; maxTokens++) {
      String text = pack(maxTokens, Text.of("Party", "🎉🦊".repeat(300))).text();

      assertThat(StandardCharsets.UTF_8.newEncoder().canEncode(text)).as(text).isTrue();
    }
  }

  @Test
  void saysOnceWhatTwoPassagesOfOneTitleSay() {
    Block block = pack(500, Text.of("Cat", "It sleeps."), Text.of("Cat", "It sleeps."));

    assertThat(block.text())
        .isEqualTo("[1] Cat (documents:Cat v1): It sleeps.\n(1 more passages left out)");
  }

  @Test
  void isEmptyWhereNothingWasFound() {
    assertThat(pack(100).text()).isEmpty();
    assertThat(pack(100).tokens()).isZero();
  }

  /// More than 1,500 tokens, worth less from cat to cat.
  private static List<Text> manyCats() {
    return IntStream.range(0, 20)
        .mapToObj(
            number ->
                Text.of(
                    "Cat " + number,
                    IntStream.range(0, 9)
                        .mapToObj(i -> "Cat %d sleeps in room %d.".formatted(number, i))
                        .toArray(String[]::new)))
        .toList();
  }

  private static Block pack(int maxTokens, Text... texts) {
    return pack(maxTokens, List.of(texts));
  }

  private static Block pack(int maxTokens, List<Text> texts) {
    return Packed.pack(
        HandMade.retrieval(QUESTION, texts), new BlockLimits(maxTokens, "openai", false));
  }
}
