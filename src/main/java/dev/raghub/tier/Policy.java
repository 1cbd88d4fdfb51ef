package dev.raghub.tier;

import java.util.Locale;
import java.util.Optional;

/// Which models a workspace's answers may take.
///
/// @param local the endpoint of the local tier; empty = none
/// @param remote the endpoint of the remote tier; empty = none
/// @param threshold how likely, 0 to 1, the local tier has to be right for the remote one not to be
///   asked under [RemoteUse#HARD]
/// @param maxTokens the ceiling of the context block
public record Policy(
    Optional<String> local,
    Optional<String> remote,
    RemoteUse remoteUse,
    double threshold,
    int maxTokens) {
  /// When the remote tier may be asked.
  public enum RemoteUse {
    NEVER,
    /// When the question looks too hard for the local tier, or its answer did not stand the checks.
    HARD,
    ALWAYS;

    /// Its name on the wire and in the database.
    public String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
