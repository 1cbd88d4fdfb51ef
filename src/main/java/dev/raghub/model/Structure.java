package dev.raghub.model;

/// How an endpoint is made to answer in JSON, best first. Where it refuses one way, the next is
/// taken.
enum Structure {
  /// The server holds the model to the schema.
  SCHEMA,
  /// The server holds the model to JSON, and those that know how to the schema; the prompt tells it
  /// too.
  OBJECT,
  /// The prompt tells the schema, and JSON is looked for in the text.
  TEXT;

  private static final String TOLD =
      "Answer with one JSON object and nothing else. It follows this JSON schema:";

  Structure next() {
    return this == SCHEMA ? OBJECT : TEXT;
  }

  /// What is said to the model beside what its server is told. A schema in the system text is the
  /// same for every prompt of one purpose, so that servers can still keep what they computed for
  /// it.
  String system(Prompt prompt) {
    return prompt.schema().isEmpty() || this == SCHEMA
        ? prompt.system()
        : prompt.system() + "\n\n" + TOLD + "\n" + prompt.schema().get();
  }
}
