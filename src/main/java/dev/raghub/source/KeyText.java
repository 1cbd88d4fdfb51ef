package dev.raghub.source;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A key as one text: the values joined by ",", with ",", "%" and control characters inside them
/// percent-encoded as UTF-8. So `(a, "b,c")` is `a,b%2Cc`, and every key can be taken apart again.
public final class KeyText {
  private KeyText() {}

  /// The values of the key columns as the row's key.
  public static String join(List<String> values) {
    StringBuilder text = new StringBuilder();
    for (int at = 0; at < values.size(); at++) {
      if (at > 0) {
        text.append(',');
      }
      values.get(at).codePoints().forEach(point -> append(text, point));
    }
    return text.toString();
  }

  private static void append(StringBuilder text, int point) {
    if (point != ',' && point != '%' && !Character.isISOControl(point)) {
      text.appendCodePoint(point);
      return;
    }
    for (byte each : Character.toString(point).getBytes(StandardCharsets.UTF_8)) {
      text.append("%%%02X".formatted(each & 0xff));
    }
  }

  /// The values, or empty when the text is not a key of this many values.
  static Optional<List<String>> split(String key, int size) {
    List<String> values = new ArrayList<>();
    for (String part : key.split(",", -1)) {
      Optional<String> value = decode(part);
      if (value.isEmpty()) {
        return Optional.empty();
      }
      values.add(value.get());
    }
    return values.size() == size ? Optional.of(values) : Optional.empty();
  }

  private static Optional<String> decode(String part) {
    byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
    byte[] decoded = new byte[bytes.length];
    int length = 0;
    for (int at = 0; at < bytes.length; at++) {
      if (bytes[at] != '%') {
        decoded[length++] = bytes[at];
        continue;
      }
      int high = at + 2 <= bytes.length - 1 ? Character.digit(bytes[at + 1], 16) : -1;
      int low = at + 2 <= bytes.length - 1 ? Character.digit(bytes[at + 2], 16) : -1;
      if (high < 0 || low < 0) {
        return Optional.empty();
      }
      decoded[length++] = (byte) (high * 16 + low);
      at += 2;
    }
    String value = new String(decoded, 0, length, StandardCharsets.UTF_8);
    return value.indexOf('\0') < 0 ? Optional.of(value) : Optional.empty();
  }
}
