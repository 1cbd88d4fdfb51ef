package dev.raghub.graph;

import dev.raghub.corpus.Hidden;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// Graphs as callers see them who may not read everything: the whole one with what is hidden
/// deleted. They share its arrays, so each costs what is hidden. Those of late are kept.
final class GraphViews {
  private static final int KEPT = 16;

  private final Map<Hidden, View> kept = new LinkedHashMap<>(16, 0.75f, true);

  private record View(GraphSnapshot of, GraphSnapshot seen) {}

  /// Lets go of all: they hold on to the graphs they were made from.
  void clear() {
    synchronized (kept) {
      kept.clear();
    }
  }

  GraphSnapshot of(GraphSnapshot all, Hidden hidden) {
    if (hidden.isEmpty()) {
      return all;
    }
    synchronized (kept) {
      Optional<GraphSnapshot> known =
          Optional.ofNullable(kept.get(hidden)).filter(view -> view.of() == all).map(View::seen);
      if (known.isPresent()) {
        return known.get();
      }
    }
    GraphSnapshot seen = all.without(hidden);
    synchronized (kept) {
      kept.put(hidden, new View(all, seen));
      if (kept.size() > KEPT) {
        kept.remove(kept.keySet().iterator().next());
      }
    }
    return seen;
  }
}
