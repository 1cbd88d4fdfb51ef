package dev.raghub.eval;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.raghub.fault.ErrorCode;
import dev.raghub.fault.RaghubException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// Files of one JSON object a line. Empty lines are passed over; all else that is not as expected
/// is INVALID_REQUEST with the number of its line.
final class JsonLines {
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  private JsonLines() {}

  /// Reads all lines, at least one.
  ///
  /// @param expected what the file should be, for whoever names one that is not there
  static <T> List<T> read(Path file, String expected, Function<JsonNode, T> read) {
    List<String> lines = content(file, expected).lines().toList();
    List<T> all = new ArrayList<>();
    for (int at = 0; at < lines.size(); at++) {
      if (!lines.get(at).isBlank()) {
        all.add(line(file, at + 1, lines.get(at), read));
      }
    }
    if (all.isEmpty()) {
      throw new RaghubException(ErrorCode.INVALID_REQUEST, file + " has no lines");
    }
    return all;
  }

  /// A field that has to be there.
  static String text(JsonNode line, String field) {
    return Optional.ofNullable(line.get(field))
        .filter(value -> value.isValueNode() && !value.isNull())
        .map(JsonNode::asText)
        .orElseThrow(
            () -> new RaghubException(ErrorCode.INVALID_REQUEST, "'" + field + "' is missing"));
  }

  /// A field that has to be there and to be true or false.
  static boolean flag(JsonNode line, String field) {
    return Optional.ofNullable(line.get(field))
        .filter(JsonNode::isBoolean)
        .map(JsonNode::asBoolean)
        .orElseThrow(
            () ->
                new RaghubException(
                    ErrorCode.INVALID_REQUEST, "'" + field + "' is not true or false"));
  }

  /// A file that is one JSON value.
  static JsonNode whole(Path file, String expected) {
    try {
      return JSON.readTree(content(file, expected));
    } catch (IOException broken) {
      throw new RaghubException(ErrorCode.INVALID_REQUEST, file + " is no JSON", broken);
    }
  }

  private static <T> T line(Path file, int number, String line, Function<JsonNode, T> read) {
    try {
      return read.apply(JSON.readTree(line));
    } catch (IOException broken) {
      throw new RaghubException(
          ErrorCode.INVALID_REQUEST, "%s, line %d: no JSON".formatted(file, number), broken);
    } catch (RaghubException incomplete) {
      throw new RaghubException(
          ErrorCode.INVALID_REQUEST,
          "%s, line %d: %s".formatted(file, number, incomplete.reason()),
          incomplete);
    }
  }

  private static String content(Path file, String expected) {
    try {
      return Files.readString(file, StandardCharsets.UTF_8);
    } catch (IOException missing) {
      throw new RaghubException(
          ErrorCode.INVALID_REQUEST, "cannot read " + file + "; expected " + expected, missing);
    }
  }
}
