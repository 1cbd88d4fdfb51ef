package dev.raghub.answer;

import java.util.List;

/// What became of checking a model's answer against its sources.
///
/// @param problems what was found wrong, in codes and the answer's own words; none = verified
public record Verification(List<Problem> problems) {
  public Verification {
    problems = List.copyOf(problems);
  }

  /// Whether nothing was found wrong. That is no proof.
  public boolean verified() {
    return problems.isEmpty();
  }

  /// One thing that is wrong.
  ///
  /// @param code `no-citation`, `unknown-citation`, `number-not-in-source` or `name-not-in-source`
  /// @param text the place in the answer
  public record Problem(String code, String text) {}
}
