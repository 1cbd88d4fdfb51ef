package dev.raghub.eval;

import com.fasterxml.jackson.databind.JsonNode;
import dev.raghub.fault.ErrorCode;
import dev.raghub.fault.RaghubException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Passages, and questions with the passages that answer them: `corpus.jsonl` (`id`, `title`,
/// `text`) and `queries.jsonl` (`id`, `question`, `answer`, `gold`: ids of passages) of a folder.
public record RetrievalSet(String name, List<SetPassage> passages, List<SetQuestion> questions) {
  private static final String EXPECTED = "a folder with corpus.jsonl and queries.jsonl";

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
        JsonLines.read(
            folder.resolve("corpus.jsonl"),
            EXPECTED,
            line ->
                new SetPassage(
                    JsonLines.text(line, "id"),
                    JsonLines.text(line, "title"),
                    JsonLines.text(line, "text")));
    List<SetQuestion> questions =
        JsonLines.read(folder.resolve("queries.jsonl"), EXPECTED, RetrievalSet::question);
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
        JsonLines.text(line, "id"),
        JsonLines.text(line, "question"),
        line.path("answer").asText(""),
        gold);
  }
}
