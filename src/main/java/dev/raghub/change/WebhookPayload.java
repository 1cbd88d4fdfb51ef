package dev.raghub.change;

import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.raghub.fault.ErrorCode;
import dev.raghub.fault.RaghubException;
import dev.raghub.source.KeyText;
import dev.raghub.source.RowChange;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What a webhook says: which rows changed, and nothing of what they hold.
///
/// ```json
/// {"type": "rows.changed", "timestamp": "2026-11-26T03:05:00Z", "data": {"keys": ["7", ["a", "b"]]}}
/// ```
///
/// A key of several columns is a list. `type` and `timestamp` are Standard Webhooks' and not looked
/// at.
final class WebhookPayload {
  static final int MAX_KEYS = 1_000;
  private static final int MAX_EVENT_KEYS = 10_000;
  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .build();

  private WebhookPayload() {}

  /// The changes of a source that a body tells of.
  static List<RowChange> read(String source, byte[] body) {
    JsonNode keys = parsed(body).path("data").path("keys");
    if (!keys.isArray() || keys.isEmpty()) {
      throw invalid("field 'data.keys' is no list of keys; expected the keys of changed rows");
    }
    if (keys.size() > MAX_KEYS) {
      throw new RaghubException(
          ErrorCode.BODY_TOO_LARGE,
          "field 'data.keys' has %d entries; expected at most %d, send several"
              .formatted(keys.size(), MAX_KEYS));
    }
    List<RowChange> changes = new ArrayList<>();
    for (JsonNode key : keys) {
      changes.add(change(source, values(key)));
    }
    return changes;
  }

  /// The changes that an event tells of; none where its kind is not listened to.
  static List<RowChange> read(String source, Optional<EventKeys> keys, byte[] body) {
    if (keys.isEmpty()) {
      return List.of();
    }
    List<RowChange> changes =
        keys.get().of(parsed(body)).stream().map(key -> change(source, key)).toList();
    if (changes.size() > MAX_EVENT_KEYS) {
      throw new RaghubException(
          ErrorCode.BODY_TOO_LARGE,
          "the event names %d rows; expected at most %d".formatted(changes.size(), MAX_EVENT_KEYS));
    }
    return changes;
  }

  private static JsonNode parsed(byte[] body) {
    try {
      return JSON.readTree(body);
    } catch (IOException broken) {
      throw new RaghubException(ErrorCode.MALFORMED_JSON, "the body is no JSON");
    }
  }

  private static List<String> values(JsonNode key) {
    List<String> values = new ArrayList<>();
    if (key.isArray()) {
      key.forEach(value -> values.add(value(value)));
    } else {
      values.add(value(key));
    }
    return values;
  }

  private static RowChange change(String source, List<String> key) {
    key.forEach(WebhookPayload::refuseNoText);
    String text = KeyText.join(key);
    int bytes = text.getBytes(StandardCharsets.UTF_8).length;
    if (bytes < 1 || bytes > RowChange.MAX_KEY_BYTES) {
      throw invalid(
          "a key has %d bytes; expected 1 to %d".formatted(bytes, RowChange.MAX_KEY_BYTES));
    }
    return new RowChange(source, text, RowChange.Kind.UPSERT);
  }

  private static String value(JsonNode value) {
    if (!value.isTextual() && !value.isIntegralNumber() && !value.isBoolean()) {
      throw invalid("a key is neither text nor whole number, nor a list of such");
    }
    return value.asText();
  }

  private static void refuseNoText(String text) {
    if (text.codePoints().anyMatch(point -> point == 0 || isSurrogate(point))) {
      throw invalid("a key holds a NUL character or half of a surrogate pair");
    }
  }

  private static boolean isSurrogate(int point) {
    return Character.getType(point) == Character.SURROGATE;
  }

  private static RaghubException invalid(String how) {
    return new RaghubException(ErrorCode.INVALID_REQUEST, how);
  }
}
