package dev.raghub.graph;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The shortest way between two nodes, breadth first: entity, passage, entity, …
public final class ShortestWay {
  /// After how many nodes the search is given up.
  private static final int MAX_NODES = 200_000;

  private ShortestWay() {}

  /// The vertices from one to the other, both included; none where there is no way of so few steps.
  ///
  /// @param steps edges at most
  public static List<Integer> between(SnapshotGraph graph, int from, int to, int steps) {
    Map<Integer, Integer> reached = new HashMap<>(Map.of(from, from));
    Map<Integer, Integer> distance = new HashMap<>(Map.of(from, 0));
    Deque<Integer> open = new ArrayDeque<>(List.of(from));
    while (!open.isEmpty() && !reached.containsKey(to) && reached.size() < MAX_NODES) {
      int at = open.remove();
      int further = distance.getOrDefault(at, 0) + 1;
      if (further <= steps) {
        for (SnapshotGraph.Mention edge : graph.edgesOf(at)) {
          int next = graph.other(edge, at);
          if (reached.putIfAbsent(next, at) == null) {
            distance.put(next, further);
            open.add(next);
          }
        }
      }
    }
    return reached.containsKey(to) ? back(reached, from, to) : List.of();
  }

  private static List<Integer> back(Map<Integer, Integer> reached, int from, int to) {
    List<Integer> way = new ArrayList<>(List.of(to));
    for (int at = to; at != from; ) {
      at = reached.getOrDefault(at, from);
      way.add(at);
    }
    return way.reversed();
  }
}
