package dev.raghub.change;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.raghub.fault.ErrorCode;
import dev.raghub.fault.RaghubException;
import dev.raghub.source.RowChange;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WebhookPayloadTest {
  @Test
  void readsKeysOfOneColumnAndOfSeveral() {
    assertThat(
            WebhookPayload.read(
                "item",
                bytes(
                    "{\"type\": \"rows.changed\", \"data\": {\"keys\": [\"7\", 8, [\"a\", \"b,c\"]]}}")))
        .extracting(RowChange::key)
        .containsExactly("7", "8", "a,b%2Cc");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "[]",
        "null",
        "{\"data\": {}}",
        "{\"data\": {\"keys\": []}}",
        "{\"data\": {\"keys\": \"7\"}}",
        "{\"data\": {\"keys\": [null]}}",
        "{\"data\": {\"keys\": [1.5]}}",
        "{\"data\": {\"keys\": [\"\"]}}",
        "{\"data\": {\"keys\": [[[\"7\"]]]}}",
        "{\"data\": {\"keys\": [\"a\\u0000\"]}}",
        "{\"data\": {\"keys\": [\"a\\ud83d\"]}}"
      })
  void refusesWhatNamesNoRows(String body) {
    assertThat(refusal(body)).isEqualTo(ErrorCode.INVALID_REQUEST);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{", "{} {}", "{\"data\": 1, \"data\": 2}"})
  void refusesWhatIsNoJson(String body) {
    assertThat(refusal(body)).isIn(ErrorCode.MALFORMED_JSON, ErrorCode.INVALID_REQUEST);
  }

  @Test
  void takesAsManyKeysAsItMayAndNotOneMore() {
    assertThat(WebhookPayload.read("item", keys(ToldKeys.MAX_KEYS))).hasSize(1_000);
    assertThatThrownBy(() -> WebhookPayload.read("item", keys(ToldKeys.MAX_KEYS + 1)))
        .isInstanceOfSatisfying(
            RaghubException.class,
            refused -> assertThat(refused.code()).isEqualTo(ErrorCode.BODY_TOO_LARGE));
  }

  private static ErrorCode refusal(String body) {
    try {
      WebhookPayload.read("item", bytes(body));
    } catch (RaghubException refused) {
      return refused.code();
    }
    throw new AssertionError("taken: " + body);
  }

  private static byte[] keys(int count) {
    return bytes(
        IntStream.range(0, count)
            .mapToObj(String::valueOf)
            .collect(Collectors.joining(",", "{\"data\": {\"keys\": [", "]}}")));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
