package dev.raghub.eval;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.List;

/// Two questions and whether the answer to the first may be served to the second.
///
/// @param category what kind of pair it is; `pair` where the file names none
public record QuestionPair(String cached, String asked, boolean serve, String category) {
  private static final String EXPECTED =
      "a file with a JSON object a line: {a, b, same} or {cached, asked, serve, category}";

  /// Reads a file of pairs, of either form. INVALID_REQUEST where it is missing or a line is not
  /// what it should be.
  public static List<QuestionPair> read(Path file) {
    return JsonLines.read(file, EXPECTED, QuestionPair::of);
  }

  private static QuestionPair of(JsonNode line) {
    return line.has("cached")
        ? new QuestionPair(
            JsonLines.text(line, "cached"),
            JsonLines.text(line, "asked"),
            JsonLines.flag(line, "serve"),
            line.path("category").asText("pair"))
        : new QuestionPair(
            JsonLines.text(line, "a"),
            JsonLines.text(line, "b"),
            JsonLines.flag(line, "same"),
            line.path("category").asText("pair"));
  }
}
