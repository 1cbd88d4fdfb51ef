package dev.raghub.retrieve;

import dev.raghub.answer.Leg;
import dev.raghub.corpus.ChunkId;
import dev.raghub.index.ScoredChunk;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// One ranking out of two legs: score = α · dense + (1 − α) · bm25³, each leg scaled to 0..1 over
/// its own list. A convex combination keeps the margins that reciprocal ranks throw away (Bruch,
/// Gai and Ingber, "An Analysis of Fusion Functions for Hybrid Retrieval", 2023); with equal
/// reciprocal ranks the result was measured to be worse than the dense leg alone. A leg that is
/// empty leaves the other as it is.
///
/// Most rows have no vector, and the dense leg can say nothing of them. For these, what their words
/// cover of the question stands in for it: score = (1 − α) · bm25³ + α · coverage.
///
/// BM25's share is raised to the third power: a long list of passages that have some word of the
/// question must not outvote the dense leg, one that stands out must.
final class Fusion {
  private static final int LEXICAL_POWER = 3;

  private final double denseShare;

  Fusion(double denseShare) {
    this.denseShare = denseShare;
  }

  List<Fused> fuse(List<ScoredChunk> lexical, List<ScoredChunk> dense) {
    Map<ChunkId, Fused> fused = new HashMap<>();
    boolean oneLeg = dense.isEmpty() && lexical.stream().allMatch(chunk -> chunk.vouched() == 0);
    double share = oneLeg ? 0 : lexical.isEmpty() ? 1 : denseShare;
    add(fused, "bm25", lexical, new Scale(1 - share, 0, LEXICAL_POWER));
    fused.values().forEach(found -> found.vouch(share * found.chunk().vouched()));
    add(fused, "dense", dense, new Scale(share, floor(dense), 1));
    return fused.values().stream()
        .sorted(Comparator.comparingDouble(Fused::score).reversed().thenComparing(Fused::id))
        .toList();
  }

  /// Cosines of unrelated texts are far above 0, so the dense leg is scaled from the least of its
  /// list.
  private static double floor(List<ScoredChunk> leg) {
    return leg.size() < 2 ? 0 : leg.getLast().score();
  }

  private static void add(
      Map<ChunkId, Fused> fused, String leg, List<ScoredChunk> chunks, Scale scale) {
    for (int i = 0; i < chunks.size(); i++) {
      ScoredChunk chunk = chunks.get(i);
      double best = chunks.getFirst().score() - scale.floor();
      double scaled = best <= 0 ? 1 : (chunk.score() - scale.floor()) / best;
      fused
          .computeIfAbsent(chunk.chunk(), id -> new Fused(chunk))
          .add(scale.share() * Math.pow(scaled, scale.power()), new Leg(leg, i + 1, chunk.score()));
    }
  }

  /// How a leg's scores become its part of the sum.
  private record Scale(double share, double floor, int power) {}

  /// A chunk with what each leg said of it.
  static final class Fused {
    private final ScoredChunk chunk;
    private final List<Leg> legs = new ArrayList<>(2);
    private double score;

    Fused(ScoredChunk chunk) {
      this.chunk = chunk;
    }

    void add(double part, Leg leg) {
      score += part;
      legs.add(leg);
    }

    void vouch(double part) {
      score += part;
    }

    double score() {
      return score;
    }

    ChunkId id() {
      return chunk.chunk();
    }

    ScoredChunk chunk() {
      return chunk;
    }

    List<Leg> legs() {
      return legs;
    }
  }
}
