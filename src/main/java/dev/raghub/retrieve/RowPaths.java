package dev.raghub.retrieve;

import dev.raghub.graph.EntityId;
import dev.raghub.graph.GraphSnapshot;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Follows references between rows as joins do: from a row down to its children, once or twice,
/// then up to what these refer to, up to three times. So an invoice leads to its lines, their
/// tracks, the tracks' albums and these albums' artists. Going up says exactly one row each time
/// and loses little; going down loses half. A row with more than 50 children, and a list of more
/// than a few rows, are not followed.
final class RowPaths {
  private static final int MAX_DOWN = 2;
  private static final int MAX_UP = 3;
  private static final int MAX_CHILDREN = 50;
  private static final int MAX_IN_LIST = 6;
  private static final int MAX_NODES = 400;
  private static final double UP = 0.8;
  private static final double DOWN = 0.5;

  private final GraphSnapshot graph;
  private final Map<Integer, List<RowPath>> known = new HashMap<>();

  RowPaths(GraphSnapshot graph) {
    this.graph = graph;
  }

  /// The ways from a passage, shortest first.
  List<RowPath> from(int passage) {
    return known.computeIfAbsent(passage, this::search);
  }

  private List<RowPath> search(int passage) {
    List<Node> nodes = new ArrayList<>();
    Set<Integer> seen = new HashSet<>(Set.of(passage));
    nodes.add(new Node(passage, -1, 0, 0, 1, new First(-1, -1, -1)));
    for (int at = 0; at < nodes.size() && nodes.size() < MAX_NODES; at++) {
      Node node = nodes.get(at);
      if (node.ups() == 0 && node.downs() < MAX_DOWN) {
        down(nodes, at, seen);
      }
      if (node.ups() < MAX_UP) {
        up(nodes, at, seen);
      }
    }
    List<RowPath> paths = new ArrayList<>();
    for (Node node : nodes) {
      if (node.ups() + node.downs() > 1) {
        paths.add(path(nodes, node));
      }
    }
    return paths;
  }

  private void up(List<Node> nodes, int at, Set<Integer> seen) {
    Node node = nodes.get(at);
    int[] inSentence = new int[graph.sentences(node.passage())];
    List<int[]> rows = new ArrayList<>();
    graph.mentions(
        node.passage(),
        (entity, sentence) -> {
          if (sentence >= 0 && graph.isRow(entity)) {
            rows.add(new int[] {entity, sentence});
            inSentence[sentence]++;
          }
        });
    for (int[] row : rows) {
      if (inSentence[row[1]] <= MAX_IN_LIST) {
        double weight = node.weight() * (node.ups() == 0 ? 1 : UP);
        First first = node.parent() < 0 ? new First(row[0], node.passage(), row[1]) : node.first();
        for (int target : neighbours(node.passage(), row[0], true)) {
          if (seen.add(target)) {
            nodes.add(new Node(target, at, node.downs(), node.ups() + 1, weight, first));
          }
        }
      }
    }
  }

  private void down(List<Node> nodes, int at, Set<Integer> seen) {
    Node node = nodes.get(at);
    int own = graph.entity(new EntityId(graph.item(node.passage()).value()));
    if (own < 0 || graph.frequency(own) > MAX_CHILDREN) {
      return;
    }
    for (int child : neighbours(node.passage(), own, false)) {
      if (seen.add(child)) {
        First first =
            node.parent() < 0 ? new First(own, child, sentence(child, own)) : node.first();
        nodes.add(new Node(child, at, node.downs() + 1, 0, node.weight() * DOWN, first));
      }
    }
  }

  /// Other items' passages that own an entity, or that only mention it; in the order of their
  /// chunks, so that which way is found first does not depend on the history of edits.
  private List<Integer> neighbours(int passage, int entity, boolean owning) {
    List<Integer> found = new ArrayList<>();
    if (owning) {
      graph.owners(entity, found::add);
    } else {
      graph.passages(
          entity,
          (target, owns) -> {
            if (!owns) {
              found.add(target);
            }
          });
    }
    found.removeIf(target -> graph.sameItem(passage, target));
    found.sort(Comparator.comparing(graph::chunk));
    return found;
  }

  private int sentence(int passage, int entity) {
    int[] found = {0};
    graph.mentions(
        passage,
        (mentioned, sentence) -> {
          if (mentioned == entity && sentence >= 0) {
            found[0] = sentence;
          }
        });
    return found[0];
  }

  private static RowPath path(List<Node> nodes, Node end) {
    List<Integer> via = new ArrayList<>();
    for (int at = end.parent(); nodes.get(at).parent() >= 0; at = nodes.get(at).parent()) {
      via.addFirst(nodes.get(at).passage());
    }
    First first = end.first();
    return new RowPath(
        end.passage(), via, first.entity(), first.speaker(), first.sentence(), end.weight());
  }

  private record First(int entity, int speaker, int sentence) {}

  private record Node(int passage, int parent, int downs, int ups, double weight, First first) {}
}
