package dev.raghub.answer;

import java.util.Optional;

/// A question as somebody asks it.
///
/// @param tier who has to answer; empty = whom the workspace's policy chooses
/// @param caching what a cache may do with it
/// @param request the request's id, in every trace of it
/// @param key the public part of the caller's key, to whom what it costs is charged
public record Inquiry(
    Question question, Optional<Tier> tier, Caching caching, String request, String key) {
  /// The same with the question's embedding.
  public Inquiry embedded(Optional<QuestionVector> known) {
    return new Inquiry(question.embedded(known), tier, caching, request, key);
  }

  /// The same question, asked by raghub itself: at no key's cost, and of no cache.
  public Inquiry inShadow() {
    return new Inquiry(question, tier, Caching.BYPASS, request + "-shadow", "");
  }
}
