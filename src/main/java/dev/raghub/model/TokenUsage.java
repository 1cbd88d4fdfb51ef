package dev.raghub.model;

/// The tokens of a call.
///
/// @param cached those of the prompt that the endpoint had kept from an earlier one
/// @param reported whether the endpoint said so; otherwise they are our count
public record TokenUsage(int prompt, int completion, int cached, boolean reported) {
  public static final TokenUsage NONE = new TokenUsage(0, 0, 0, true);

  /// Of a call that the endpoint may have worked on, and of which no more is known.
  public static final TokenUsage UNKNOWN = new TokenUsage(0, 0, 0, false);

  /// Of both calls together.
  public TokenUsage plus(TokenUsage other) {
    return new TokenUsage(
        prompt + other.prompt,
        completion + other.completion,
        cached + other.cached,
        reported && other.reported);
  }
}
