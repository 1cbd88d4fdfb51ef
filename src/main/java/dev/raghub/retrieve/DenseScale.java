package dev.raghub.retrieve;

import dev.raghub.index.ScoredChunk;
import dev.raghub.model.CosineRange;
import java.util.List;

/// Cosines to 0..1: from the last of the list, which stands for the unrelated rest, to the best. A
/// list of few vectors may hold nothing related at all, so neither end goes beyond what the
/// embedder says of itself: in a workspace of rows with a dozen texts the nearest text is no
/// evidence.
record DenseScale(double floor, double top) {

  /// @param depth how many passages the leg was asked for
  static DenseScale of(List<ScoredChunk> dense, int depth, CosineRange range) {
    if (dense.isEmpty()) {
      return new DenseScale(range.unrelated(), range.related());
    }
    double last = dense.size() < depth ? range.unrelated() : dense.getLast().score();
    double best = Math.max(dense.getFirst().score(), range.related());
    return new DenseScale(Math.min(last, best - MIN_SPAN), best);
  }

  double of(double cosine) {
    return Math.clamp((cosine - floor) / (top - floor), 0, 1);
  }

  private static final double MIN_SPAN = 1e-6;
}
