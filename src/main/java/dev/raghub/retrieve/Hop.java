package dev.raghub.retrieve;

import java.util.List;

/// A step from one passage to another over an entity that both have, or a way along references.
///
/// @param from the passage it starts at
/// @param speaker the passage whose sentence makes the step: `from`, or the target where that names
///   `from`
/// @param sentence place in the speaker, from 0
/// @param entity over which it goes
/// @param relevance how well the sentence fits the question, 0 to 1
/// @param residual how much of what `from` leaves open the target covers, 0 to 1
/// @param via the passages between both, in order; empty for a single step
/// @param value what it adds to the target's score
record Hop(
    int from,
    int speaker,
    int sentence,
    int entity,
    Kind kind,
    double relevance,
    double residual,
    double value,
    List<Integer> via) {
  Hop {
    via = List.copyOf(via);
  }

  /// Along references.
  Hop(int from, RowPath path, double relevance, double residual, double value) {
    this(
        from,
        path.speaker(),
        path.sentence(),
        path.entity(),
        Kind.JOINS,
        relevance,
        residual,
        value,
        path.via());
  }

  /// The same way, as far as a row on it.
  Hop between(double worth, List<Integer> before) {
    return new Hop(from, speaker, sentence, entity, Kind.JOINS, relevance, residual, worth, before);
  }

  /// Who names whom.
  enum Kind {
    /// A sentence of the origin names the target.
    NAMES(Weights.NAMES),
    /// A sentence of the target names the origin.
    NAMED_BY(Weights.NAMED_BY),
    /// Both mention a third.
    SHARES(Weights.SHARES),
    /// A way along references, or a row on a way between two strong ones.
    JOINS(1);

    private final double weight;

    Kind(double weight) {
      this.weight = weight;
    }

    double weight() {
      return weight;
    }
  }
}
