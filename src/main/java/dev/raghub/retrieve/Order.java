package dev.raghub.retrieve;

import dev.raghub.answer.Explanation;
import dev.raghub.corpus.ChunkId;
import java.util.List;
import java.util.Map;

/// Chunks in their order, and who can explain it.
record Order(List<Ranked> ranked, Reasons reasons) {
  static Order of(List<Fusion.Fused> fused) {
    return new Order(
        fused.stream().map(each -> new Ranked(each.id(), each.score(), each.legs())).toList(),
        chunks -> Map.of());
  }

  /// Says why chunks stand where they stand.
  interface Reasons {
    Map<ChunkId, Explanation> of(List<ChunkId> chunks);
  }
}
