package dev.raghub.eval;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.raghub.fault.ErrorCode;
import dev.raghub.fault.RaghubException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Questions as JSON lines, one object each: `{"id", "schema", "template", "joins", "question",
/// "answer": […], "gold": ["source:key", …]}`.
public final class QuestionFile {
  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
          .build();

  private QuestionFile() {}

  /// Writes the file anew; `FOLDER_NOT_WRITABLE` when it cannot be.
  public static void write(Path file, List<SqlQuestion> questions) {
    try {
      StringBuilder lines = new StringBuilder();
      for (SqlQuestion question : questions) {
        lines.append(JSON.writeValueAsString(question)).append('\n');
      }
      Files.writeString(file, lines);
    } catch (IOException e) {
      throw new RaghubException(
          ErrorCode.FOLDER_NOT_WRITABLE, "questions cannot be written to " + file, e);
    }
  }

  /// Reads a file; `NOT_FOUND` when it is not there, `MALFORMED_JSON` with the number of the first
  /// line that is no question.
  public static List<SqlQuestion> read(Path file) {
    List<String> lines = lines(file);
    List<SqlQuestion> questions = new ArrayList<>();
    for (int at = 0; at < lines.size(); at++) {
      try {
        questions.add(JSON.readValue(lines.get(at), SqlQuestion.class));
      } catch (JsonProcessingException e) {
        throw new RaghubException(
            ErrorCode.MALFORMED_JSON,
            "%s, line %d: no question; expected an object with id, schema, template, joins, question, answer and gold"
                .formatted(file, at + 1),
            e);
      }
    }
    return List.copyOf(questions);
  }

  private static List<String> lines(Path file) {
    try {
      return Files.readAllLines(file);
    } catch (IOException e) {
      throw new RaghubException(
          ErrorCode.NOT_FOUND, "%s is not readable; expected JSON lines".formatted(file), e);
    }
  }
}
