package dev.raghub.retrieve;

import dev.raghub.answer.Leg;
import dev.raghub.corpus.ChunkId;
import dev.raghub.corpus.ItemId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// A passage on its way through the ranking, with what each step found out about it.
final class Candidate {
  /// Best first; ties by chunk.
  static final Comparator<Candidate> BEST_FIRST =
      Comparator.comparingDouble(Candidate::score).reversed().thenComparing(Candidate::chunk);

  private final ChunkId chunk;
  private final ItemId item;
  private final int passage;
  private final List<Leg> legs = new ArrayList<>(2);

  /// Its number in the graph's snapshot; negative where the snapshot does not have it.
  double dense;

  double lexical;
  double named;
  double asked;
  private double alike = 1;
  double walk;
  double repeated;
  long terms;
  private Optional<Hop> hop = Optional.empty();

  Candidate(ChunkId chunk, ItemId item, int passage) {
    this.chunk = chunk;
    this.item = item;
    this.passage = passage;
  }

  ChunkId chunk() {
    return chunk;
  }

  ItemId item() {
    return item;
  }

  int passage() {
    return passage;
  }

  Ranked ranked() {
    return new Ranked(chunk, score(), legs);
  }

  List<Leg> legs() {
    return legs;
  }

  Optional<Hop> hop() {
    return hop;
  }

  /// @param rows how many rows, this one included, the question cannot tell apart
  void alike(int rows) {
    alike = Math.pow(rows, Weights.ALIKE);
  }

  /// What speaks for it is divided by this, 1 or more.
  double alike() {
    return alike;
  }

  /// Keeps the better of two hops.
  void reachedBy(Hop other) {
    if (hop.isEmpty() || other.value() > hop.get().value()) {
      hop = Optional.of(other);
    }
  }

  /// What speaks for the passage by itself.
  double direct() {
    double found = Weights.DENSE * dense + Weights.LEXICAL * lexical + Weights.ASKED * asked;
    return Weights.NAMED * named + found / alike;
  }

  /// Direct evidence and the best hop.
  double evidence() {
    // Not by map and orElse: sorting asks this so often that the boxes were a sixth of all garbage.
    return hop.isPresent() ? direct() + hop.get().value() : direct();
  }

  /// All together.
  double score() {
    return evidence() + Weights.WALK * walk - repeated;
  }
}
