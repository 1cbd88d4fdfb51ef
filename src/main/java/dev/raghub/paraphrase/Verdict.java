package dev.raghub.paraphrase;

/// What the gate says of two questions.
public sealed interface Verdict {
  /// Why, in a few words without the questions' own.
  String reason();

  /// They ask the same.
  ///
  /// @param reason how they differ in words
  record Same(String reason) implements Verdict {}

  /// They ask different things, whatever their embeddings say.
  record Contradiction(Conflict conflict) implements Verdict {
    @Override
    public String reason() {
      return conflict.reason();
    }
  }

  /// Nothing contradicts, and nothing shows that they ask the same.
  record Unclear(String reason) implements Verdict {}
}
