package dev.raghub.query;

import dev.raghub.route.Decision;
import dev.raghub.workspace.Workspace;

/// Which way a question takes.
public sealed interface Course {
  /// Into the workspace that the caller has named.
  record Straight(Workspace workspace) implements Course {}

  /// Where it was found to belong.
  record Routed(Decision decision) implements Course {}
}
