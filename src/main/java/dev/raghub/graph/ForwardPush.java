package dev.raghub.graph;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Personalised PageRank of a snapshot's passages by forward push (Andersen, Chung and Lang, "Local
/// Graph Partitioning using PageRank Vectors", 2006): mass starts at the seeds, and a node that
/// holds enough of it keeps a share and passes the rest on along its edges. Touches only what is
/// near the seeds, so its cost does not depend on the size of the graph.
///
/// ```
/// while some residual(u) ≥ ε · degree(u):
///   estimate(u) += (1 − d) · residual(u)
///   residual(v) += d · residual(u) · w(u, v) / degree(u)   for every neighbour v
/// ```
///
/// Edges join passages and known entities: weight 2 where the passage owns the entity or a person
/// pinned their relation, else 1. An entity in more than [#hubLimit] passages is a hub: it has no
/// edges, which is also what caps the children of a foreign key. All nodes that are full are pushed
/// at once, in rounds, so that the result does not depend on how nodes are numbered, but for
/// rounding.
///
/// One instance is one walk; nodes are passages `p` and entities `passages + e`.
public final class ForwardPush {
  private static final int HUB = 50;
  private static final double HUB_SHARE = 0.01;
  private static final double OWN_WEIGHT = 2;

  private final GraphSnapshot graph;
  private final double damping;
  private final double epsilon;
  private final int hub;
  private final PushNodes nodes = new PushNodes();

  /// @param damping the share that is passed on, above 0 and below 1
  /// @param epsilon what a node may keep back for each unit of its degree, as a share of all mass,
  ///   above 0
  public ForwardPush(GraphSnapshot graph, double damping, double epsilon) {
    this.graph = graph;
    this.damping = damping;
    this.epsilon = epsilon;
    this.hub = hubLimit(graph);
  }

  /// In how many passages an entity may occur to pass mass on: 50, in a large workspace 1 % of its
  /// passages.
  public static int hubLimit(GraphSnapshot graph) {
    return Math.max(HUB, (int) (graph.size() * HUB_SHARE));
  }

  /// Lets the mass walk. Its sum is scaled to 1.
  ///
  /// @param passages mass of passages, 0 or more
  /// @param entities mass of entities, 0 or more
  public void walk(Map<Integer, Double> passages, Map<Integer, Double> entities) {
    double sum =
        passages.values().stream().mapToDouble(Double::doubleValue).sum()
            + entities.values().stream().mapToDouble(Double::doubleValue).sum();
    if (sum <= 0) {
      return;
    }
    passages.forEach((passage, mass) -> receive(passage, mass / sum, PushNodes.SEED));
    entities.forEach((entity, mass) -> receive(node(entity), mass / sum, PushNodes.SEED));
    for (int[] full = nodes.takeFull(); full.length > 0; full = nodes.takeFull()) {
      push(full);
    }
  }

  /// The mass that a passage was left with, 0 to 1.
  public double mass(int passage) {
    return nodes.estimate(passage);
  }

  /// The passages that the walk left mass with.
  public int[] reached() {
    return nodes.withEstimate(graph.passages());
  }

  /// The way along which a passage received its largest single share: seed first, passages and
  /// entities in turn, the passage last; empty where it received nothing. Mass also comes back to
  /// where it was: such shares do not count.
  public List<Step> way(int passage) {
    List<Step> way = new ArrayList<>();
    int node = nodes.estimate(passage) > 0 ? passage : PushNodes.SEED;
    while (node != PushNodes.SEED) {
      boolean isPassage = node < graph.passages();
      way.addFirst(new Step(isPassage, isPassage ? node : node - graph.passages()));
      node = nodes.from(node);
    }
    return way;
  }

  /// A node of a way.
  ///
  /// @param number of a passage or an entity in the snapshot
  public record Step(boolean isPassage, int number) {}

  private void push(int[] full) {
    double[] held = nodes.release(full, 1 - damping);
    for (int i = 0; i < full.length; i++) {
      int node = full[i];
      if (held[i] == 0) {
        continue;
      }
      double share = damping * held[i] / nodes.degree(node);
      if (node < graph.passages()) {
        pushPassage(node, share);
      } else {
        pushEntity(node, share);
      }
    }
  }

  private void pushPassage(int passage, double share) {
    int[] last = {-1};
    graph.mentions(
        passage,
        (entity, sentence) -> {
          if (entity != last[0] && isBridge(entity)) {
            receive(
                node(entity),
                share * weight(passage, entity, sentence == GraphPassage.OWN),
                passage);
          }
          last[0] = entity;
        });
  }

  private void pushEntity(int node, double share) {
    graph.passages(
        node - graph.passages(),
        (passage, owns) ->
            receive(passage, share * weight(passage, node - graph.passages(), owns), node));
  }

  private void receive(int node, double mass, int from) {
    if (nodes.degree(node) < 0) {
      nodes.add(node, node < graph.passages() ? passageDegree(node) : entityDegree(node));
    }
    nodes.receive(node, mass, from, epsilon);
  }

  private double passageDegree(int passage) {
    double[] degree = {0};
    int[] last = {-1};
    graph.mentions(
        passage,
        (entity, sentence) -> {
          if (entity != last[0] && isBridge(entity)) {
            degree[0] += weight(passage, entity, sentence == GraphPassage.OWN);
          }
          last[0] = entity;
        });
    return degree[0];
  }

  private double entityDegree(int node) {
    int entity = node - graph.passages();
    if (!isBridge(entity)) {
      return 0;
    }
    double[] degree = {0};
    graph.passages(entity, (passage, owns) -> degree[0] += weight(passage, entity, owns));
    return degree[0];
  }

  private boolean isBridge(int entity) {
    return graph.known(entity) && graph.frequency(entity) <= hub;
  }

  private int node(int entity) {
    return graph.passages() + entity;
  }

  private double weight(int passage, int entity, boolean owns) {
    return owns || graph.pinned(passage, entity) ? OWN_WEIGHT : 1;
  }
}
