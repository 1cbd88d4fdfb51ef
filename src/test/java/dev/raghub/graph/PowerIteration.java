package dev.raghub.graph;

import java.util.stream.DoubleStream;

/// Personalised PageRank by the book, over all nodes until nothing moves: what [ForwardPush]
/// approaches. A node without edges keeps all that it gets.
final class PowerIteration {
  private static final double STILL = 1e-16;

  private final int passages;
  private final double damping;

  /// 2 where the passage owns the entity, 1 where it mentions it, 0 where no mass may pass.
  private final double[][] weights;

  private final double[] degrees;

  PowerIteration(GraphSnapshot graph, double damping) {
    this.passages = graph.passages();
    this.damping = damping;
    this.weights = new double[passages][graph.entities()];
    this.degrees = new double[passages + graph.entities()];
    for (int passage = 0; passage < passages; passage++) {
      if (graph.living(passage)) {
        double[] row = weights[passage];
        graph.mentions(
            passage,
            (entity, sentence) -> {
              boolean bridge = graph.known(entity) && graph.frequency(entity) <= 50;
              int weight = sentence == GraphSnapshot.OWN ? 2 : 1;
              row[entity] = bridge ? Math.max(row[entity], weight) : 0;
            });
        for (int entity = 0; entity < row.length; entity++) {
          degrees[passage] += row[entity];
          degrees[passages + entity] += row[entity];
        }
      }
    }
  }

  /// What each node is left with: passages, then entities.
  double[] of(double[] seeds) {
    double[] left = new double[seeds.length];
    double[] moving = seeds.clone();
    while (DoubleStream.of(moving).sum() > STILL) {
      for (int node = 0; node < moving.length; node++) {
        left[node] += degrees[node] == 0 ? moving[node] : (1 - damping) * moving[node];
      }
      moving = moved(moving);
    }
    return left;
  }

  /// The sum of the weights of a node's edges.
  double degree(int node) {
    return degrees[node];
  }

  private double[] moved(double[] moving) {
    double[] next = new double[moving.length];
    for (int passage = 0; passage < passages; passage++) {
      for (int entity = 0; entity < weights[passage].length; entity++) {
        double weight = damping * weights[passage][entity];
        int other = passages + entity;
        if (weight > 0) {
          next[other] += weight * moving[passage] / degrees[passage];
          next[passage] += weight * moving[other] / degrees[other];
        }
      }
    }
    return next;
  }
}
