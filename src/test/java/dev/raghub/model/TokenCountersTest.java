package dev.raghub.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.raghub.fault.ErrorCode;
import dev.raghub.fault.RaghubException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TokenCountersTest {
  private static final TokenCounters COUNTERS = new TokenCounters();

  @ParameterizedTest
  @ValueSource(strings = {"", "gpt-4", "OpenAI", "O200K_BASE", "openai "})
  void refusesAnUnknownTokenizerAndNamesThoseThereAre(String name) {
    assertThatExceptionOfType(RaghubException.class)
        .isThrownBy(() -> COUNTERS.of(name))
        .satisfies(refused -> assertThat(refused.code()).isEqualTo(ErrorCode.INVALID_REQUEST))
        .satisfies(
            refused ->
                assertThat(refused.reason())
                    .isEqualTo(
                        "'tokenizer' is \"%s\"; expected one of [cl100k_base, estimate, o200k_base, openai, p50k_base, r50k_base]",
                        name));
  }

  /// The numbers are those of OpenAI's own tokenizers.
  @ParameterizedTest
  @CsvSource({"o200k_base, 2", "cl100k_base, 2", "p50k_base, 2", "r50k_base, 2", "openai, 2"})
  void countsAsTheNamedTokenizerDoes(String name, int tokens) {
    assertThat(COUNTERS.of(name).count("hello world")).isEqualTo(tokens);
    assertThat(COUNTERS.of(name).count("")).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"员工每年有二十天年假", "Wojciechowski", "1 2 3", "The office cat."})
  void countsForOpenaiWhatTheCostlierOfItsTwoEncodingsCounts(String text) {
    int newer = COUNTERS.of("o200k_base").count(text);
    int older = COUNTERS.of("cl100k_base").count(text);

    assertThat(COUNTERS.of("openai").count(text)).isEqualTo(Math.max(newer, older));
  }

  /// A text may hold what a tokenizer means for itself.
  @Test
  void takesControlMarksForOrdinaryText() {
    assertThat(COUNTERS.of("openai").count("<|endoftext|>")).isGreaterThan(1);
  }
}
