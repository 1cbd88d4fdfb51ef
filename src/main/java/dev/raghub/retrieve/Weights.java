package dev.raghub.retrieve;

/// What counts how much in the graph's ranking. Every part lies between 0 and 1. The values are
/// round on purpose: halving or doubling any one of them moves recall by a point or two, and they
/// were the same for all sets that were measured (docs/adr/0008).
final class Weights {
  /// A passage's cosine, scaled over its list.
  static final double DENSE = 1;

  /// A passage's BM25, as a share of the best.
  static final double LEXICAL = 0.5;

  /// That the question says the passage's own name.
  static final double NAMED = 1;

  /// That a row's asked field has words of the question.
  static final double ASKED = 0.5;

  /// To which power the number of rows that the question cannot tell apart divides what speaks for
  /// each.
  static final double ALIKE = 0.3;

  /// What lies between two strong passages: the weight of the product of their strengths.
  static final double BETWEEN = 1.5;

  /// How well the sentence that makes a hop fits the question.
  static final double RELEVANCE = 1;

  /// What a hop's target says of the part of the question that its origin leaves open.
  static final double RESIDUAL = 1;

  /// A hop from a sentence to the passage that it names.
  static final double NAMES = 1;

  /// A hop from a passage to a sentence that names it.
  static final double NAMED_BY = 0.5;

  /// A hop between two sentences that share a name which neither passage owns.
  static final double SHARES = 0.5;

  /// The walk's mass, on a logarithmic scale.
  static final double WALK = 0.3;

  /// What direct evidence loses that repeats words which better passages have covered.
  static final double REPEATED = 0.5;

  private Weights() {}
}
