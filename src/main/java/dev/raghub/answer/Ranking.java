package dev.raghub.answer;

/// How passages are ranked. All but the first are controls: they show what the graph is worth.
public enum Ranking {
  /// Direct evidence, hops over names, and the walk.
  GRAPH,
  /// BM25 and dense, without the graph.
  FUSION,
  /// BM25 alone.
  BM25,
  /// Cosine alone.
  DENSE,
  /// The walk alone, seeded by names and cosine.
  WALK
}
