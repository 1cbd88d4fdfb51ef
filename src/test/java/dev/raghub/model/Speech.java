package dev.raghub.model;

import dev.raghub.model.Completion.Finish;
import java.util.List;

/// What a scripted server says for a model.
///
/// @param pieces of the text, as they are streamed
/// @param thinking beside the text; empty = none
/// @param usage what the server puts on its invoice, and reports
public record Speech(List<String> pieces, String thinking, Finish finish, TokenUsage usage) {
  /// A text in one piece.
  public static Speech of(String... pieces) {
    return new Speech(
        List.of(pieces), "", Finish.STOP, new TokenUsage(100, pieces.length, 0, true));
  }

  public Speech finish(Finish other) {
    return new Speech(pieces, thinking, other, usage);
  }

  public Speech thinking(String other) {
    return new Speech(pieces, other, finish, usage);
  }

  public Speech usage(int prompt, int completion, int cached) {
    return new Speech(pieces, thinking, finish, new TokenUsage(prompt, completion, cached, true));
  }

  /// Does not report its tokens.
  public Speech unreported() {
    return new Speech(
        pieces,
        thinking,
        finish,
        new TokenUsage(usage.prompt(), usage.completion(), usage.cached(), false));
  }
}
