package dev.raghub.answer;

import java.util.List;

/// How a question found its workspaces, where the caller has left the choice. It knows of no
/// workspace that the caller may not enter.
///
/// @param workspaces that it went to, the nearest first; none = nothing is near
/// @param scores of all that it could go to, the nearest first
/// @param missed those that could not be asked in time
public record Route(List<String> workspaces, List<Score> scores, Why why, List<String> missed) {
  public Route {
    workspaces = List.copyOf(workspaces);
    scores = List.copyOf(scores);
    missed = List.copyOf(missed);
  }

  /// Why it went there.
  public enum Why {
    /// One is near, and clearly nearer than the others.
    CLEAR,
    /// It was close, and a local model has chosen.
    MODEL,
    /// It was close, so it went to both.
    CLOSE,
    /// Nothing is near.
    NOTHING_NEAR;

    /// Its name on the wire.
    public String label() {
      return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
    }
  }

  /// How a workspace stands to a question.
  ///
  /// @param share of all that speaks for any of the candidates, 0 to 1; they add up to 1
  /// @param near how near it is by itself: 0 = not at all, 1 = as near as what answers usually is
  public record Score(String workspace, double share, double near) {}
}
