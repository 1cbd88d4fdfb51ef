package dev.raghub.rest;

import dev.raghub.fault.ErrorCode;
import dev.raghub.fault.RaghubException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Refuses what a request leaves out.
public final class Body {
  /// Of one text: what a body of 4 MB, the most that is taken, has room for.
  public static final int MAX_CHARACTERS = 4_194_304;

  private Body() {}

  /// The body, or INVALID_REQUEST.
  public static <T> T required(@Nullable T body) {
    if (body == null) {
      throw new RaghubException(
          ErrorCode.INVALID_REQUEST, "the request has no body; expected a JSON object");
    }
    return body;
  }

  /// One line of text that names something: there, not blank, not too long, storable.
  ///
  /// @param max characters at most
  public static String line(String name, @Nullable String value, int max) {
    String text = text(name, value);
    if (text.isBlank() || text.length() > max) {
      throw new RaghubException(
          ErrorCode.INVALID_REQUEST,
          "field '%s' has %d characters; expected 1 to %d, not blank"
              .formatted(name, text.length(), max));
    }
    return text;
  }

  /// Text of any length that every store can keep. PostgreSQL has no NUL, and UTF-8 has no half of
  /// a surrogate pair: it would come back as a question mark.
  public static String text(String name, @Nullable String value) {
    String text = field(name, value);
    if (text.indexOf('\0') >= 0 || !StandardCharsets.UTF_8.newEncoder().canEncode(text)) {
      throw new RaghubException(
          ErrorCode.INVALID_REQUEST,
          "field '%s' holds a NUL character or half of a surrogate pair, which cannot be stored"
              .formatted(name));
    }
    return text;
  }

  /// A list that is not too long.
  public static <T> List<T> atMost(String name, int max, List<T> values) {
    if (values.size() > max) {
      throw new RaghubException(
          ErrorCode.INVALID_REQUEST,
          "field '%s' has %d entries; expected at most %d".formatted(name, values.size(), max));
    }
    return values;
  }

  /// One of an enum's constants, by its name in small letters.
  public static <E extends Enum<E>> E choice(String name, Class<E> type, String value) {
    for (E constant : type.getEnumConstants()) {
      if (constant.name().toLowerCase(Locale.ROOT).equals(value)) {
        return constant;
      }
    }
    throw new RaghubException(
        ErrorCode.INVALID_REQUEST,
        "field '%s' is \"%s\"; expected one of %s"
            .formatted(
                name, value, Arrays.toString(type.getEnumConstants()).toLowerCase(Locale.ROOT)));
  }

  /// The field, or INVALID_REQUEST that names it.
  public static <T> T field(String name, @Nullable T value) {
    if (value == null) {
      throw new RaghubException(ErrorCode.INVALID_REQUEST, "field '" + name + "' is missing");
    }
    return value;
  }
}
