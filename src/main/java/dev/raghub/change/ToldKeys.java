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

/// Keys of rows as others write them in JSON: `["7", 8, ["a", "b"]]`. A key of several columns is a
/// list.
public final class ToldKeys {
  public static final int MAX_KEYS = 1_000;
  public static final int MAX_BYTES = 256 * 1024;
  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .build();

  private ToldKeys() {}

  /// The JSON of a body. MALFORMED_JSON where it is none.
  public static JsonNode parse(byte[] body) {
    try {
      return JSON.readTree(body);
    } catch (IOException broken) {
      throw new RaghubException(ErrorCode.MALFORMED_JSON, "the body is no JSON");
    }
  }

  /// The changes of a source whose rows these keys name. INVALID_REQUEST, or BODY_TOO_LARGE beyond
  /// [#MAX_KEYS].
  ///
  /// @param field what the list is called where it was found
  public static List<RowChange> changes(String source, JsonNode keys, String field) {
    if (!keys.isArray() || keys.isEmpty()) {
      throw invalid(
          "field '%s' is no list of keys; expected the keys of changed rows".formatted(field));
    }
    if (keys.size() > MAX_KEYS) {
      throw new RaghubException(
          ErrorCode.BODY_TOO_LARGE,
          "field '%s' has %d entries; expected at most %d, send several"
              .formatted(field, keys.size(), MAX_KEYS));
    }
    List<RowChange> changes = new ArrayList<>();
    for (JsonNode key : keys) {
      changes.add(change(source, values(key)));
    }
    return changes;
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

  static RowChange change(String source, List<String> key) {
    key.forEach(ToldKeys::refuseNoText);
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
