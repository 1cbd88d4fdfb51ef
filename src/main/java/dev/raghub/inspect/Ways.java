package dev.raghub.inspect;

import dev.raghub.graph.SnapshotGraph;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jgrapht.GraphPath;
import org.jgrapht.alg.shortestpath.YenShortestPathIterator;
import org.jgrapht.graph.DefaultWeightedEdge;
import org.jgrapht.graph.SimpleWeightedGraph;

/// The shortest ways without a circle between two entities, by Yen, "Finding the K Shortest
/// Loopless Paths in a Network" (1971), within the part of the graph where they can lie:
///
/// ```
/// for r = 1, 2, … up to the steps that are allowed:
///   part = all within r edges of one end or the other, less what lies on no way of 2r edges
///   Yen over the part; done when it has enough ways: there is none shorter outside
/// ```
///
/// A step is two edges, over a passage. Of ways that are equally long those over pinned relations
/// come first.
final class Ways {
  /// The part is not widened beyond so many vertices.
  private static final int MAX_VERTICES = 20_000;

  /// By how much an edge that a person pinned is shorter: too little to make up for a step.
  private static final double PINNED = 0.001;

  private final SnapshotGraph graph;
  private final Clock clock;
  private final Instant deadline;

  Ways(SnapshotGraph graph, Clock clock, Duration time) {
    this.graph = graph;
    this.clock = clock;
    this.deadline = clock.instant().plus(time);
  }

  /// @param ways vertices each, entity, passage, entity and so on, both ends included
  /// @param complete whether there are no others that are as short, and none was left out for
  ///   taking too long or lying too far out
  record Found(List<List<Integer>> ways, boolean complete) {
    Found {
      ways = List.copyOf(ways);
    }
  }

  /// @param from a vertex that is an entity
  /// @param to another
  /// @param steps over passages at most
  /// @param count ways at most
  Found between(int from, int to, int steps, int count) {
    Reach near = new Reach(from);
    Reach far = new Reach(to);
    Found found = new Found(List.of(), true);
    for (int radius = 1; radius <= steps && found.complete(); radius++) {
      boolean widened = near.widen();
      boolean whole = far.widen() && widened;
      found = yen(part(near, far, radius), from, to, 2 * radius, count);
      found =
          new Found(found.ways(), found.complete() && whole && clock.instant().isBefore(deadline));
      if (found.ways().size() == count) {
        return found;
      }
    }
    return found;
  }

  private Found yen(
      SimpleWeightedGraph<Integer, DefaultWeightedEdge> part,
      int from,
      int to,
      int length,
      int count) {
    List<List<Integer>> ways = new ArrayList<>();
    if (!part.containsVertex(from) || !part.containsVertex(to)) {
      return new Found(ways, true);
    }
    YenShortestPathIterator<Integer, DefaultWeightedEdge> shortest =
        new YenShortestPathIterator<>(part, from, to);
    while (ways.size() < count && shortest.hasNext()) {
      GraphPath<Integer, DefaultWeightedEdge> next = shortest.next();
      if (next.getLength() > length) {
        return new Found(ways, true);
      }
      ways.add(next.getVertexList());
      if (clock.instant().isAfter(deadline)) {
        return new Found(ways, false);
      }
    }
    return new Found(ways, true);
  }

  /// Vertices and edges in an order that does not depend on how the snapshot numbers them.
  private SimpleWeightedGraph<Integer, DefaultWeightedEdge> part(
      Reach near, Reach far, int radius) {
    Map<Integer, Integer> within = new HashMap<>(near.distance);
    within.putAll(far.distance);
    Map<Integer, Integer> fromNear = near.inside(within, 2 * radius);
    Map<Integer, Integer> fromFar = far.inside(within, 2 * radius);
    TreeSet<Integer> vertices = new TreeSet<>(stable());
    fromNear.forEach(
        (vertex, distance) -> {
          if (distance + fromFar.getOrDefault(vertex, 2 * radius + 1) <= 2 * radius) {
            vertices.add(vertex);
          }
        });
    SimpleWeightedGraph<Integer, DefaultWeightedEdge> part =
        new SimpleWeightedGraph<>(DefaultWeightedEdge.class);
    vertices.forEach(part::addVertex);
    for (int vertex : vertices) {
      if (graph.isPassage(vertex)) {
        graph.edgesOf(vertex).stream()
            .filter(edge -> part.containsVertex(graph.vertex(edge.entity())))
            .sorted(Comparator.comparing(edge -> graph.entity(graph.vertex(edge.entity()))))
            .forEach(edge -> join(part, edge));
      }
    }
    return part;
  }

  private void join(
      SimpleWeightedGraph<Integer, DefaultWeightedEdge> part, SnapshotGraph.Mention edge) {
    DefaultWeightedEdge joined = part.addEdge(edge.passage(), graph.vertex(edge.entity()));
    part.setEdgeWeight(joined, graph.pinned(edge) ? 1 - PINNED : 1);
  }

  private Comparator<Integer> stable() {
    return Comparator.<Integer, Boolean>comparing(graph::isPassage)
        .thenComparingLong(
            vertex ->
                graph.isPassage(vertex)
                    ? graph.chunk(vertex).value()
                    : graph.entity(vertex).value())
        .thenComparing(Comparator.naturalOrder());
  }

  /// What is reached from one end, level by level.
  private final class Reach {
    private final int start;
    private final Map<Integer, Integer> distance = new HashMap<>();
    private List<Integer> edge;

    private Reach(int start) {
      this.start = start;
      this.edge = List.of(start);
      distance.put(start, 0);
    }

    /// One level further; returns false, and stays where it is, where that is too much.
    private boolean widen() {
      List<Integer> next = new ArrayList<>();
      Map<Integer, Integer> added = new HashMap<>();
      int further = edge.isEmpty() ? 0 : distance.getOrDefault(edge.getFirst(), 0) + 1;
      for (int at : edge) {
        for (SnapshotGraph.Mention mention : graph.edgesOf(at)) {
          int other = graph.other(mention, at);
          if (!distance.containsKey(other) && added.putIfAbsent(other, further) == null) {
            next.add(other);
          }
        }
        if (distance.size() + added.size() > MAX_VERTICES) {
          return false;
        }
      }
      distance.putAll(added);
      edge = next;
      return true;
    }

    /// Distances from the start over these vertices alone.
    private Map<Integer, Integer> inside(Map<Integer, Integer> within, int most) {
      Map<Integer, Integer> found = new HashMap<>(Map.of(start, 0));
      List<Integer> level = List.of(start);
      for (int further = 1; further <= most && !level.isEmpty(); further++) {
        List<Integer> next = new ArrayList<>();
        for (int at : level) {
          for (SnapshotGraph.Mention mention : graph.edgesOf(at)) {
            int other = graph.other(mention, at);
            if (within.containsKey(other) && found.putIfAbsent(other, further) == null) {
              next.add(other);
            }
          }
        }
        level = next;
      }
      return found;
    }
  }
}
