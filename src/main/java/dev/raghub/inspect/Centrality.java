package dev.raghub.inspect;

import dev.raghub.graph.GraphSnapshot;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/// How central the nodes of a snapshot are. Works on arrays of one number a node, some five of
/// them: JGraphT's algorithms give the same (`CentralityTest`), but hold an object a node and edge.
final class Centrality {
  private static final double DAMPING = 0.85;
  private static final int ITERATIONS = 100;
  private static final double TOLERANCE = 1e-6;

  private final GraphSnapshot graph;
  private final int passages;
  private final int nodes;
  private final int[] degree;
  private final int[] living;

  Centrality(GraphSnapshot graph) {
    this.graph = graph;
    this.passages = graph.passages();
    this.nodes = passages + graph.entities();
    this.degree = new int[nodes];
    for (int node = 0; node < nodes; node++) {
      int at = node;
      if (isHere(node)) {
        each(node, other -> degree[at]++);
      }
    }
    this.living = IntStream.range(0, nodes).filter(this::isHere).toArray();
  }

  /// Is told of a neighbour.
  private interface Visitor {
    void visit(int node);
  }

  /// What was measured. The array is not copied and never written again.
  static final class Scores {
    private final double[] scores;
    private final boolean complete;

    private Scores(double[] scores, boolean complete) {
      this.scores = scores;
      this.complete = complete;
    }

    /// Of passages, then of entities.
    double[] scores() {
      return scores;
    }

    /// Whether they are exact; else they are estimates from a sample.
    boolean complete() {
      return complete;
    }
  }

  /// In how many passages an entity occurs.
  Scores degree() {
    return new Scores(Arrays.stream(degree).asDoubleStream().toArray(), true);
  }

  /// Page and Brin's PageRank: where a walk that starts anew with probability 0.15 is.
  Scores pageRank() {
    double[] rank = new double[nodes];
    double start = 1.0 / Math.max(1, living.length);
    Arrays.stream(living).forEach(node -> rank[node] = start);
    double change = 1;
    for (int round = 0; round < ITERATIONS && change > TOLERANCE; round++) {
      change = round(rank, start);
    }
    return new Scores(rank, true);
  }

  private double round(double[] rank, double start) {
    double[] next = new double[nodes];
    double lost =
        Arrays.stream(living)
            .filter(node -> degree[node] == 0)
            .mapToDouble(node -> rank[node])
            .sum();
    double base = (1 - DAMPING) * start + DAMPING * lost * start;
    for (int node : living) {
      next[node] += base;
      double share = DAMPING * rank[node] / Math.max(1, degree[node]);
      each(node, other -> next[other] += share);
    }
    double change = 0;
    for (int node : living) {
      change = Math.max(change, Math.abs(next[node] - rank[node]));
      rank[node] = next[node];
    }
    return change;
  }

  /// On how many shortest ways between two others a node lies, by Brandes, "A Faster Algorithm for
  /// Betweenness Centrality" (2001); from a sample of starts (Brandes and Pich, 2007), scaled to
  /// all of them. Which nodes are the sample depends on their ids alone.
  ///
  /// @param starts at most
  /// @param until when no further start is taken
  Scores betweenness(int starts, Clock clock, Instant until) {
    double[] between = new double[nodes];
    int[] sample =
        IntStream.of(living)
            .boxed()
            .sorted(Comparator.comparingLong(this::id))
            .limit(starts)
            .mapToInt(Integer::intValue)
            .toArray();
    int taken = 0;
    while (taken < sample.length && (taken == 0 || clock.instant().isBefore(until))) {
      new Brandes().from(sample[taken++], between);
    }
    // Every way is found from both of its ends.
    double scale = (double) living.length / Math.max(1, taken) / 2;
    for (int node = 0; node < nodes; node++) {
      between[node] *= scale;
    }
    return new Scores(between, taken == living.length);
  }

  /// The entities with the highest scores, ties by id.
  List<Integer> best(double[] scores, int skipped, int limit) {
    return IntStream.of(living)
        .filter(node -> node >= passages)
        .map(node -> node - passages)
        .boxed()
        .sorted(
            Comparator.comparingDouble((Integer entity) -> -scores[passages + entity])
                .thenComparing(graph::entityId))
        .skip(skipped)
        .limit(limit)
        .toList();
  }

  private long id(int node) {
    return node < passages ? graph.chunk(node).value() : graph.entityId(node - passages).value();
  }

  private boolean isHere(int node) {
    return node < passages ? graph.living(node) : graph.frequency(node - passages) > 0;
  }

  private void each(int node, Visitor visitor) {
    if (node >= passages) {
      graph.passages(node - passages, (passage, owns) -> visitor.visit(passage));
      return;
    }
    int[] last = {-1};
    graph.mentions(
        node,
        (entity, sentence) -> {
          if (entity != last[0]) {
            visitor.visit(passages + entity);
          }
          last[0] = entity;
        });
  }

  /// One start: breadth first, then back from the farthest.
  private final class Brandes {
    private final int[] distance = new int[nodes];
    private final double[] ways = new double[nodes];
    private final double[] share = new double[nodes];
    private final int[] order = new int[nodes];
    private int reached;

    private void from(int start, double[] between) {
      Arrays.fill(distance, -1);
      distance[start] = 0;
      ways[start] = 1;
      order[reached++] = start;
      for (int at = 0; at < reached; at++) {
        int node = order[at];
        each(node, other -> reach(node, other));
      }
      for (int at = reached - 1; at > 0; at--) {
        int node = order[at];
        between[node] += share[node];
        each(
            node,
            other -> {
              if (distance[other] == distance[node] - 1) {
                share[other] += ways[other] / ways[node] * (1 + share[node]);
              }
            });
      }
    }

    private void reach(int node, int other) {
      if (distance[other] < 0) {
        distance[other] = distance[node] + 1;
        order[reached++] = other;
      }
      if (distance[other] == distance[node] + 1) {
        ways[other] += ways[node];
      }
    }
  }
}
