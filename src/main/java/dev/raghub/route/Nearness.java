package dev.raghub.route;

import dev.raghub.answer.Route;
import dev.raghub.workspace.Workspace;

/// How a workspace stands to a question.
///
/// @param share of all that speaks for any candidate, 0 to 1
/// @param near by itself, whatever the others are: 0 = not at all
record Nearness(Workspace workspace, double share, double near) {
  Route.Score score() {
    return new Route.Score(workspace.id().value(), rounded(share), rounded(near));
  }

  private static double rounded(double value) {
    return Math.round(value * 1_000) / 1_000.0;
  }
}
