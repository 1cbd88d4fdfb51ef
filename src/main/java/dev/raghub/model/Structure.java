package dev.raghub.model;

import java.util.Optional;

/// How an endpoint is made to answer in JSON, best first. Where it refuses one way, the next is
/// taken.
enum Structure {
  /// The server holds the model to the schema.
  SCHEMA,
  /// The server holds the model to JSON; the prompt tells the schema.
  OBJECT,
  /// The prompt tells the schema, and JSON is looked for in the text.
  TEXT;

  /// The schema of any object: what "JSON mode" means.
  static final String ANY_OBJECT = "{\"type\":\"object\"}";

  private static final String TOLD =
      "Answer with one JSON object and nothing else. It follows this JSON schema:";

  Structure next() {
    return this == SCHEMA ? OBJECT : TEXT;
  }

  /// The prompt in this way. A schema in the system text is the same for every prompt of one
  /// purpose, so that servers can still keep what they computed for it.
  Prompt of(Prompt prompt) {
    if (prompt.schema().isEmpty() || this == SCHEMA) {
      return prompt;
    }
    return new Prompt(
        prompt.system() + "\n\n" + TOLD + "\n" + prompt.schema().get(),
        prompt.user(),
        this == OBJECT ? Optional.of(ANY_OBJECT) : Optional.empty(),
        prompt.maxTokens());
  }
}
