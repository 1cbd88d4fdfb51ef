package dev.raghub.inspect;

import dev.raghub.fault.ErrorCode;
import dev.raghub.fault.RaghubException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/// The place behind the last entry of a page: the values that the list is ordered by. It holds
/// although entries come and go, and says nothing to whoever carries it.
record Cursor(List<String> values) {
  private static final String BETWEEN = "\0";
  private static final int MAX_LENGTH = 8_000;

  Cursor {
    values = List.copyOf(values);
  }

  static Cursor of(Object... values) {
    return new Cursor(Arrays.stream(values).map(String::valueOf).toList());
  }

  /// INVALID_REQUEST where it is none of this list.
  ///
  /// @param first where a list begins
  static Cursor read(Optional<String> text, Cursor first) {
    if (text.isEmpty()) {
      return first;
    }
    Cursor read = new Cursor(List.of(decoded(text.get()).split(BETWEEN, -1)));
    if (read.values().size() != first.values().size()) {
      throw malformed();
    }
    return read;
  }

  String text() {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(String.join(BETWEEN, values).getBytes(StandardCharsets.UTF_8));
  }

  String string(int place) {
    return values.get(place);
  }

  long number(int place) {
    try {
      return Long.parseLong(values.get(place));
    } catch (NumberFormatException other) {
      throw malformed();
    }
  }

  private static String decoded(String text) {
    try {
      if (text.length() > MAX_LENGTH) {
        throw malformed();
      }
      return new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException other) {
      throw malformed();
    }
  }

  private static RaghubException malformed() {
    return new RaghubException(
        ErrorCode.INVALID_REQUEST, "'cursor' is none of this list; expected what 'next' said");
  }
}
