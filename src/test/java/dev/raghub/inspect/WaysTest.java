package dev.raghub.inspect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.raghub.Seeds;
import dev.raghub.graph.GraphSnapshot;
import dev.raghub.graph.SmallGraph;
import dev.raghub.graph.SnapshotGraph;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class WaysTest {
  private static final int SEEDS = 200;
  private static final int STEPS = 3;

  @Test
  void findsTheWaysThatTryingAllFinds() {
    Seeds.each(
        SEEDS,
        random -> {
          SnapshotGraph graph = new SnapshotGraph(randomGraph(random, false));
          List<Integer> entities =
              graph.vertexSet().stream().filter(vertex -> !graph.isPassage(vertex)).toList();
          int from = entities.get(random.nextInt(entities.size()));
          int to = entities.get(random.nextInt(entities.size()));
          if (from == to) {
            return;
          }
          List<List<Integer>> all = new ArrayList<>();
          walk(graph, new ArrayList<>(List.of(from)), to, all);
          int count = 1 + random.nextInt(20);

          Ways.Found found = between(graph, from, to, count);

          assertThat(found.complete()).isTrue();
          assertThat(found.ways()).doesNotHaveDuplicates();
          assertThat(all).containsAll(found.ways());
          assertThat(found.ways().stream().map(List::size).toList())
              .isEqualTo(all.stream().map(List::size).sorted().limit(count).toList());
        });
  }

  @Test
  void findsTheSameWaysHoweverTheGraphCameAbout() {
    for (int seed = 0; seed < SEEDS; seed++) {
      SnapshotGraph built = new SnapshotGraph(randomGraph(new Random(seed), false));
      SnapshotGraph edited = new SnapshotGraph(randomGraph(new Random(seed), true));

      assertThat(named(edited, ends(edited))).isEqualTo(named(built, ends(built)));
    }
  }

  @Test
  void findsNoneWhereThereIsNone() {
    GraphSnapshot small =
        new SmallGraph().put("a:1", "Minka", "a").put("a:2", "Karl Ros", "b").snapshot();
    SnapshotGraph graph = new SnapshotGraph(small);

    Ways.Found found =
        between(
            graph,
            graph.vertex(SmallGraph.name(small, "Minka")),
            graph.vertex(SmallGraph.name(small, "Karl Ros")),
            5);

    assertThat(found.ways()).isEmpty();
    assertThat(found.complete()).isTrue();
  }

  private static List<Integer> ends(SnapshotGraph graph) {
    return graph.vertexSet().stream()
        .filter(vertex -> !graph.isPassage(vertex))
        .sorted(java.util.Comparator.comparing(graph::entity))
        .toList();
  }

  private static List<List<Object>> named(SnapshotGraph graph, List<Integer> ends) {
    return between(graph, ends.getFirst(), ends.getLast(), 10).ways().stream()
        .map(
            way ->
                way.stream()
                    .map(at -> graph.isPassage(at) ? (Object) graph.chunk(at) : graph.entity(at))
                    .toList())
        .toList();
  }

  private static Ways.Found between(SnapshotGraph graph, int from, int to, int count) {
    return new Ways(graph, Clock.systemUTC(), Duration.ofMinutes(1))
        .between(from, to, STEPS, count);
  }

  private static void walk(
      SnapshotGraph graph, List<Integer> way, int to, List<List<Integer>> all) {
    int at = way.getLast();
    if (at == to) {
      all.add(List.copyOf(way));
    } else if (way.size() <= 2 * STEPS) {
      Set<Integer> seen = new HashSet<>(way);
      for (SnapshotGraph.Mention edge : graph.edgesOf(at)) {
        int next = graph.other(edge, at);
        if (!seen.contains(next)) {
          way.add(next);
          walk(graph, way, to, all);
          way.removeLast();
        }
      }
    }
  }

  static GraphSnapshot randomGraph(Random random, boolean late) {
    SmallGraph texts = new SmallGraph();
    int rows = 2 + random.nextInt(5);
    for (int i = 0; i < rows; i++) {
      texts.put(
          "row:" + i,
          "Name " + random.nextInt(rows),
          "[Name %d] saw <row:%d>.".formatted(random.nextInt(rows), random.nextInt(rows)));
    }
    return texts.snapshot(
        item -> late && Stream.of("row:1", "row:2").map(SmallGraph::item).anyMatch(item::equals));
  }
}
