package dev.raghub.model;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.raghub.model.Completion.Finish;
import dev.raghub.model.Judge.Verdict;
import java.util.Optional;

/// Finds the JSON object that a model was asked for in what it said: all of it, or the first
/// balanced object between prose or fences.
final class JsonAnswer {
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  private JsonAnswer() {}

  /// What was found, or why nothing is of use.
  sealed interface Found {
    /// @param text of one JSON object
    record Answer(String text) implements Found {}

    /// @param how goes on after "the answer"
    record Nothing(String how) implements Found {}
  }

  /// As [Judge#STRICT].
  static Verdict judge(Completion completion, String schema) {
    if (completion.text().isEmpty()) {
      return new Verdict.Useless("is empty");
    }
    if (completion.finish() == Finish.LENGTH) {
      return new Verdict.Useless(
          "was cut off after %d tokens".formatted(completion.usage().completion()));
    }
    return switch (in(completion.text(), schema)) {
      case Found.Answer answer -> new Verdict.Useful(completion.withText(answer.text()));
      case Found.Nothing nothing -> new Verdict.Useless(nothing.how());
    };
  }

  /// @param schema that the object has to follow; checked is that it has what the schema requires
  ///   at its top, and that it is not the schema itself
  static Found in(String text, String schema) {
    Optional<String> object =
        text.startsWith("{") && isObject(text) ? Optional.of(text) : first(text);
    if (object.isEmpty()) {
      return new Found.Nothing("holds no whole JSON object");
    }
    JsonNode answer = read(object.get());
    JsonNode wanted = read(schema);
    if (answer.equals(wanted) || isSchema(answer, wanted)) {
      return new Found.Nothing("is the schema and not an answer");
    }
    for (JsonNode required : wanted.path("required")) {
      if (!answer.has(required.asText())) {
        return new Found.Nothing("lacks the field '%s'".formatted(required.asText()));
      }
    }
    return new Found.Answer(object.get());
  }

  private static boolean isSchema(JsonNode answer, JsonNode wanted) {
    boolean asked = wanted.path("properties").has("properties");
    return !asked && answer.path("properties").isObject() && answer.has("type");
  }

  private static Optional<String> first(String text) {
    for (int start = text.indexOf('{'); start >= 0; start = text.indexOf('{', start + 1)) {
      int end = end(text, start);
      if (end > start && isObject(text.substring(start, end))) {
        return Optional.of(text.substring(start, end));
      }
    }
    return Optional.empty();
  }

  /// After the brace that closes the one at the start; -1 if none does.
  private static int end(String text, int start) {
    int depth = 0;
    boolean quoted = false;
    for (int i = start; i < text.length(); i++) {
      char sign = text.charAt(i);
      if (quoted) {
        i += sign == '\\' ? 1 : 0;
        quoted = sign != '"';
      } else if (sign == '"') {
        quoted = true;
      } else {
        depth += sign == '{' ? 1 : sign == '}' ? -1 : 0;
        if (depth == 0) {
          return i + 1;
        }
      }
    }
    return -1;
  }

  private static boolean isObject(String text) {
    return read(text).isObject();
  }

  private static JsonNode read(String text) {
    try {
      return JSON.readTree(text);
    } catch (JsonProcessingException noJson) {
      return JSON.missingNode();
    }
  }
}
