package dev.raghub.model;

import java.time.Duration;
import java.util.List;

/// What a language model said.
///
/// @param text without what the model thought
/// @param firstToken until the first piece of text; the whole time where nothing was streamed
/// @param warnings what was odd and survived, in words for an operator, without tenants' text:
///   thinking that was stripped, a prompt that the server seems to have cut
public record Completion(
    String text,
    TokenUsage usage,
    Finish finish,
    Duration firstToken,
    Duration total,
    List<String> warnings) {
  public Completion {
    warnings = List.copyOf(warnings);
  }

  Completion withText(String other) {
    return new Completion(other, usage, finish, firstToken, total, warnings);
  }

  /// Why the model stopped.
  public enum Finish {
    /// It had said what it had to say.
    STOP,
    /// It had reached the most tokens, of the prompt or of the model.
    LENGTH,
    /// The endpoint withheld the rest.
    FILTERED,
    /// The endpoint did not say.
    UNKNOWN
  }
}
