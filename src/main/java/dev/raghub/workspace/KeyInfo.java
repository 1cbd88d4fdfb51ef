package dev.raghub.workspace;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// A key without its secret, for lists.
///
/// @param id the public part, `rh_` and 12 characters
/// @param workspaces names; empty = every workspace
/// @param labels of the documents that it may read beside those without; empty = every document
/// @param replaces the key in whose place it came
/// @param replacedBy the key that came in its place
/// @param lastUsedAt to the minute; empty = never
public record KeyInfo(
    String id,
    String name,
    List<String> roles,
    Optional<List<String>> workspaces,
    Optional<List<String>> labels,
    Instant createdAt,
    Optional<Instant> expiresAt,
    Optional<Instant> revokedAt,
    Optional<String> replaces,
    Optional<String> replacedBy,
    Optional<Instant> lastUsedAt,
    Optional<Integer> requestsPerMinute,
    Optional<Integer> tokensPerMinute) {
  KeyLimits limits() {
    return new KeyLimits(requestsPerMinute, tokensPerMinute);
  }

  Rights rights() {
    return new Rights(labels.map(Labels::of));
  }

  /// Whether it opens anything at this moment.
  boolean usableAt(Instant now) {
    return revokedAt.isEmpty() && expiresAt.map(now::isBefore).orElse(true);
  }
}
