package dev.raghub.graph;

import dev.raghub.fault.ErrorCode;
import dev.raghub.fault.RaghubException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jgrapht.Graph;
import org.jgrapht.graph.AsSubgraph;

/// Some of a graph's nodes with the edges between them.
///
/// @param whole what it is a part of
public record GraphPart(SnapshotGraph whole, Graph<Integer, SnapshotGraph.Mention> nodes) {
  /// The most nodes of a part.
  public static final int MAX_NODES = 100_000;

  /// All of it. INVALID_REQUEST where that is too much.
  public static GraphPart all(SnapshotGraph graph) {
    int size = graph.vertexSet().size();
    if (size > MAX_NODES) {
      throw new RaghubException(
          ErrorCode.INVALID_REQUEST,
          "the graph has %d nodes; at most %d are given out at once: name a row with 'source' and 'key'"
              .formatted(size, MAX_NODES));
    }
    return new GraphPart(graph, graph);
  }

  /// What lies around a node.
  ///
  /// @param depth edges at most
  /// @param limit nodes at most; the nearest are kept
  public static GraphPart around(SnapshotGraph graph, int vertex, int depth, int limit) {
    Map<Integer, Integer> distance = new LinkedHashMap<>(Map.of(vertex, 0));
    Deque<Integer> open = new ArrayDeque<>(Set.of(vertex));
    while (!open.isEmpty() && distance.size() < limit) {
      int from = open.remove();
      int further = distance.getOrDefault(from, 0) + 1;
      if (further <= depth) {
        for (SnapshotGraph.Mention edge : graph.edgesOf(from)) {
          int to = graph.other(edge, from);
          if (distance.size() < limit && distance.putIfAbsent(to, further) == null) {
            open.add(to);
          }
        }
      }
    }
    return new GraphPart(graph, new AsSubgraph<>(graph, Set.copyOf(distance.keySet())));
  }
}
