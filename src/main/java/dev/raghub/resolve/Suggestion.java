package dev.raghub.resolve;

import java.util.Comparator;

/// Two names that look like one.
///
/// @param score 0 to 1
public record Suggestion(String name, String other, double score, Reason reason) {
  /// The best first; equal ones in the order of their names.
  static final Comparator<Suggestion> BEST_FIRST =
      Comparator.comparingDouble(Suggestion::score)
          .reversed()
          .thenComparing(Suggestion::reason)
          .thenComparing(Suggestion::name)
          .thenComparing(Suggestion::other);

  /// The rung of the ladder.
  public enum Reason {
    /// Equal but for spaces and legal forms.
    SAME,
    /// Nearly all character 3-grams in common.
    STRONG,
    /// Most of them.
    SYNONYM
  }

  /// The name that comes first in the alphabet first.
  static Suggestion of(KnownName one, KnownName two, double score, Reason reason) {
    return one.name().compareTo(two.name()) < 0
        ? new Suggestion(one.name(), two.name(), score, reason)
        : new Suggestion(two.name(), one.name(), score, reason);
  }
}
