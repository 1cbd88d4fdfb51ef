package dev.raghub.model;

/// A completion, and how many attempts failed before it.
///
/// @param spent the tokens of this completion and of those before it that were of no use and tried
///   again: what is paid for
public record Reply(Completion completion, int retries, TokenUsage spent) {
  /// Of whose attempts this completion is the only one that is known.
  public Reply(Completion completion, int retries) {
    this(completion, retries, completion.usage());
  }
}
