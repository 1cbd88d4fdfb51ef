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

/// Passages, and questions with the passages that answer them: `corpus.jsonl` (`id`, `title`,
/// `text`) and `queries.jsonl` (`id`, `question`, `answer`, `gold`: ids of passages) of a folder.
public record RetrievalSet(String name, List<SetPassage> passages, List<SetQuestion> questions) {
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  public RetrievalSet {
    passages = List.copyOf(passages);
    questions = List.copyOf(questions);
  }

  /// A passage of the corpus.
  public record SetPassage(String id, String title, String text) {}

  /// A question.
  ///
  /// @param answer empty where the set has none
  /// @param gold ids of the passages that it takes to answer, at least one
  public record SetQuestion(String id, String question, String answer, List<String> gold) {
    public SetQuestion {
      gold = List.copyOf(gold);
    }
  }

  /// Reads a folder. INVALID_REQUEST where a file is missing or a line is not what it should be.
  public static RetrievalSet read(Path folder) {
    List<SetPassage> passages =
        lines(
            folder.resolve("corpus.jsonl"),
            line -> new SetPassage(text(line, "id"), text(line, "title"), text(line, "text")));
    List<SetQuestion> questions = lines(folder.resolve("queries.jsonl"), RetrievalSet::question);
    Path name = folder.toAbsolutePath().normalize().getFileName();
    return new RetrievalSet(name == null ? "set" : name.toString(), passages, questions);
  }

  private static SetQuestion question(JsonNode line) {
    List<String> gold = new ArrayList<>();
    line.path("gold").forEach(id -> gold.add(id.asText()));
    if (gold.isEmpty()) {
      throw new RaghubException(ErrorCode.INVALID_REQUEST, "'gold' is missing or empty");
    }
    return new SetQuestion(
        text(line, "id"), text(line, "question"), line.path("answer").asText(""), gold);
  }

  private static String text(JsonNode line, String field) {
    return Optional.ofNullable(line.get(field))
        .filter(value -> value.isValueNode() && !value.isNull())
        .map(JsonNode::asText)
        .orElseThrow(
            () -> new RaghubException(ErrorCode.INVALID_REQUEST, "'" + field + "' is missing"));
  }

  private static <T> List<T> lines(Path file, Function<JsonNode, T> read) {
    List<String> lines = content(file).lines().toList();
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

  private static String content(Path file) {
    try {
      return Files.readString(file, StandardCharsets.UTF_8);
    } catch (IOException missing) {
      throw new RaghubException(
          ErrorCode.INVALID_REQUEST,
          "cannot read " + file + "; expected a folder with corpus.jsonl and queries.jsonl",
          missing);
    }
  }
}
