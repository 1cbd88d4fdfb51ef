package dev.raghub.graph;

import java.util.Arrays;
import java.util.stream.IntStream;

/// Which part of a snapshot each of its nodes belongs to: parts are joined by no edge. One array of
/// numbers, however large the graph is.
public final class NodeLabels {
  private static final int NONE = -1;

  private final GraphSnapshot graph;
  private final int[] part;
  private final int[] open;
  private int parts;

  private NodeLabels(GraphSnapshot graph) {
    this.graph = graph;
    this.part = new int[graph.passages() + graph.entities()];
    this.open = new int[part.length];
    Arrays.fill(part, NONE);
  }

  /// Walks the whole graph.
  public static NodeLabels of(GraphSnapshot graph) {
    NodeLabels labels = new NodeLabels(graph);
    // Every node that is here has a passage: an entity is here because one mentions it.
    for (int passage = 0; passage < graph.passages(); passage++) {
      if (graph.living(passage) && labels.part[passage] == NONE) {
        labels.spread(passage);
      }
    }
    return labels;
  }

  /// How many parts there are.
  public int parts() {
    return parts;
  }

  /// The part of an entity, from 0; -1 for one that is not here.
  public int ofEntity(int entity) {
    return part[graph.passages() + entity];
  }

  /// How many passages and entities each part has.
  public int[] sizes() {
    int[] sizes = new int[parts];
    IntStream.of(part).filter(label -> label != NONE).forEach(label -> sizes[label]++);
    return sizes;
  }

  private void spread(int from) {
    int label = parts++;
    part[from] = label;
    open[0] = from;
    int[] last = {1};
    for (int next = 0; next < last[0]; next++) {
      int node = open[next];
      if (node < graph.passages()) {
        graph.mentions(node, (entity, sentence) -> reach(graph.passages() + entity, label, last));
      } else {
        graph.passages(node - graph.passages(), (passage, owns) -> reach(passage, label, last));
      }
    }
  }

  private void reach(int node, int label, int[] last) {
    if (part[node] == NONE) {
      part[node] = label;
      open[last[0]++] = node;
    }
  }
}
