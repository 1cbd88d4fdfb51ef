package dev.raghub.reading;

import dev.raghub.model.Prompt;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/// What a model is asked about an excerpt: a system text that is the same every time, the schema in
/// it, and then title, numbered sentences and known names.
@ApplicationScoped
public class ExtractionPrompt {
  /// Part of a result's key: another text of the prompt needs another version, and files of its
  /// own.
  static final String VERSION = "extraction-1";

  private static final String TEXT = "prompts/extraction-1.txt";
  private static final String SCHEMA = "prompts/extraction-1.schema.json";

  private final String schema = Prompt.resource(SCHEMA);
  private final String system = Prompt.resource(TEXT).replace("{schema}", schema);

  /// The prompt for an excerpt.
  Prompt of(Excerpt excerpt, Candidates candidates, int maxTokens) {
    StringBuilder user = new StringBuilder("Title: ").append(excerpt.title()).append('\n');
    for (int i = 0; i < excerpt.sentences().size(); i++) {
      user.append(i + 1).append(". ").append(excerpt.sentences().get(i)).append('\n');
    }
    user.append("Known names:");
    for (int i = 0; i < candidates.names().size(); i++) {
      user.append(i == 0 ? " E" : "; E").append(i + 1).append('=');
      user.append(candidates.names().get(i));
    }
    user.append(candidates.names().isEmpty() ? " none" : "");
    return new Prompt(
        system, user.toString(), Optional.of(schema), maxTokens, CompletionCheck::judge);
  }
}
