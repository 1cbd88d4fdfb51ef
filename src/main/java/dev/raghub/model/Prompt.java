package dev.raghub.model;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// What a language model is asked.
///
/// @param system byte for byte the same in every prompt of one purpose, so that servers can keep
///   what they computed for it
/// @param user the rest
/// @param schema the JSON schema (its text) that the completion has to follow; empty = free text
/// @param maxTokens the most that the completion may have
/// @param judge of a completion that has to follow the schema; of no other
public record Prompt(
    String system, String user, Optional<String> schema, int maxTokens, Judge judge) {
  /// Whose answer, where it has to follow a schema, is taken only as whole JSON.
  public Prompt(String system, String user, Optional<String> schema, int maxTokens) {
    this(system, user, schema, maxTokens, Judge.STRICT);
  }

  /// A text that prompts are made of, from a resource such as `prompts/answer-1-user.txt`, without
  /// white space around it.
  public static String resource(String name) {
    try (InputStream file =
        Thread.currentThread().getContextClassLoader().getResourceAsStream(name)) {
      if (file == null) {
        throw new IllegalStateException(name + " is missing");
      }
      return new String(file.readAllBytes(), StandardCharsets.UTF_8).strip();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
