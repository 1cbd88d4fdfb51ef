package dev.raghub.inspect;

import dev.raghub.graph.EntityId;
import dev.raghub.graph.GraphSnapshot;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The entities around one, breadth first: a step leads from an entity over a passage that mentions
/// or owns it to another that this passage mentions or owns.
///
/// @param reached by distance, then by id, so that neither depends on the history of edits
/// @param complete whether these are all
record Neighbourhood(List<Reached> reached, boolean complete) {
  private static final int MAX_REACHED = 50_000;
  private static final int MAX_PASSAGES = 100_000;

  Neighbourhood {
    reached = List.copyOf(reached);
  }

  /// @param distance in steps
  /// @param passage over which it was reached; of several the one with the smallest chunk id
  record Reached(EntityId entity, int distance, int passage) {
    static final Comparator<Reached> ORDER =
        Comparator.comparingInt(Reached::distance).thenComparing(Reached::entity);
  }

  static Neighbourhood around(GraphSnapshot graph, int entity, int depth) {
    return new Search(graph).from(entity, depth);
  }

  private static final class Search {
    private final GraphSnapshot graph;
    private final BitSet entities = new BitSet();
    private final BitSet passages = new BitSet();
    private final List<Reached> reached = new ArrayList<>();
    private int visited;
    private boolean complete = true;

    private Search(GraphSnapshot graph) {
      this.graph = graph;
    }

    private Neighbourhood from(int entity, int depth) {
      entities.set(entity);
      List<Integer> level = List.of(entity);
      for (int distance = 1; distance <= depth && complete && !level.isEmpty(); distance++) {
        level = next(level, distance);
      }
      reached.sort(Reached.ORDER);
      return new Neighbourhood(reached, complete);
    }

    private List<Integer> next(List<Integer> level, int distance) {
      List<Integer> around = new ArrayList<>();
      level.forEach(
          entity ->
              graph.passages(
                  entity,
                  (passage, owns) -> {
                    if (!passages.get(passage) && visited < MAX_PASSAGES) {
                      passages.set(passage);
                      visited++;
                      around.add(passage);
                    }
                  }));
      complete &= visited < MAX_PASSAGES;
      around.sort(Comparator.comparing(graph::chunk));
      Map<Integer, Integer> over = new HashMap<>();
      for (int passage : around) {
        graph.mentions(
            passage,
            (entity, sentence) -> {
              if (!entities.get(entity)) {
                over.putIfAbsent(entity, passage);
              }
            });
      }
      over.forEach(
          (entity, passage) -> {
            entities.set(entity);
            reached.add(new Reached(graph.entityId(entity), distance, passage));
          });
      complete &= reached.size() < MAX_REACHED;
      return List.copyOf(over.keySet());
    }
  }
}
