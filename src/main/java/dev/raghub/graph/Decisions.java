package dev.raghub.graph;

/// What persons decided about a workspace's graph, as of the moment in which its passages were
/// read.
record Decisions(Merges merges, RelationDecisions relations) {
  /// Nothing was decided.
  static final Decisions NONE = new Decisions(Merges.NONE, RelationDecisions.NONE);
}
