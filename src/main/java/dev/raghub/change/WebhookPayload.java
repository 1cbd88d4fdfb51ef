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
      changes.add(new RowChange(source, key(key), RowChange.Kind.UPSERT));
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

  private static String key(JsonNode key) {
    List<String> values = new ArrayList<>();
    if (key.isArray()) {
      key.forEach(value -> values.add(value(value)));
    } else {
      values.add(value(key));
    }
    String text = KeyText.join(values);
    int bytes = text.getBytes(StandardCharsets.UTF_8).length;
    if (bytes < 1 || bytes > RowChange.MAX_KEY_BYTES) {
      throw invalid(
          "a key has %d bytes; expected 1 to %d".formatted(bytes, RowChange.MAX_KEY_BYTES));
    }
    return text;
  }

  private static String value(JsonNode value) {
    if (!value.isTextual() && !value.isIntegralNumber() && !value.isBoolean()) {
      throw invalid("a key is neither text nor whole number, nor a list of such");
    }
    String text = value.asText();
    if (text.codePoints().anyMatch(point -> point == 0 || isSurrogate(point))) {
      throw invalid("a key holds a NUL character or half of a surrogate pair");
    }
    return text;
  }

  private static boolean isSurrogate(int point) {
    return Character.getType(point) == Character.SURROGATE;
  }

  private static RaghubException invalid(String how) {
    return new RaghubException(ErrorCode.INVALID_REQUEST, how);
  }
}
