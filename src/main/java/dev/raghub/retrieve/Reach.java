package dev.raghub.retrieve;

import dev.raghub.graph.GraphSnapshot;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/// The best hop to each passage that a round of hops has reached.
final class Reach {
  private final Map<Integer, Hop> best = new HashMap<>();

  /// Keeps a hop where none so good led to its target; only then it is made.
  void offer(int target, double value, Supplier<Hop> hop) {
    Hop known = best.get(target);
    if (value > 0 && (known == null || value > known.value())) {
      best.put(target, hop.get());
    }
  }

  /// The passages with the most valuable hops, best first; equals by chunk.
  List<Map.Entry<Integer, Hop>> best(GraphSnapshot graph, int limit) {
    return best.entrySet().stream()
        .sorted(
            Comparator.<Map.Entry<Integer, Hop>>comparingDouble(each -> -each.getValue().value())
                .thenComparing(each -> graph.chunk(each.getKey())))
        .limit(limit)
        .toList();
  }
}
