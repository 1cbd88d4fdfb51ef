package dev.raghub.reading;

import dev.raghub.model.TokenUsage;
import java.util.UUID;

/// A text that a worker has taken, until its lease ends.
///
/// @param attempt which attempt it is, from 1; whoever claims the text after us has a higher one
record Claim(UUID hash, String model, int attempt, Excerpt excerpt) {
  /// What an attempt came to.
  ///
  /// @param raw the completion as it came; empty = there was none
  record Attempt(String raw, TokenUsage usage) {
    static final Attempt NONE = new Attempt("", new TokenUsage(0, 0, 0, false));
  }
}
