package dev.raghub.inspect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.raghub.Seeds;
import dev.raghub.graph.GraphSnapshot;
import dev.raghub.graph.NodeLabels;
import dev.raghub.graph.SnapshotGraph;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.jgrapht.alg.connectivity.ConnectivityInspector;
import org.jgrapht.alg.scoring.BetweennessCentrality;
import org.jgrapht.alg.scoring.PageRank;
import org.junit.jupiter.api.Test;

/// JGraphT's own algorithms are what each measure is compared with.
class CentralityTest {
  private static final int SEEDS = 100;

  @Test
  void ranksAsPageRankOfJgraphtDoes() {
    Seeds.each(
        SEEDS,
        random -> {
          GraphSnapshot graph = WaysTest.randomGraph(random, random.nextBoolean());
          SnapshotGraph view = new SnapshotGraph(graph);

          double[] scores = new Centrality(graph).pageRank().scores();

          Map<Integer, Double> expected = new PageRank<>(view, 0.85, 200, 1e-9).getScores();
          view.vertexSet()
              .forEach(
                  node ->
                      assertThat(scores[node])
                          .isCloseTo(expected.getOrDefault(node, -1.0), within(1e-4)));
        });
  }

  @Test
  void isBetweenAsJgraphtSaysWhereEveryNodeIsAStart() {
    Seeds.each(
        SEEDS,
        random -> {
          GraphSnapshot graph = WaysTest.randomGraph(random, random.nextBoolean());
          SnapshotGraph view = new SnapshotGraph(graph);

          Centrality.Scores scores =
              new Centrality(graph).betweenness(1_000, Clock.systemUTC(), Instant.MAX);

          assertThat(scores.complete()).isTrue();
          Map<Integer, Double> expected = new BetweennessCentrality<>(view).getScores();
          view.vertexSet()
              .forEach(
                  node ->
                      assertThat(scores.scores()[node])
                          .isCloseTo(expected.getOrDefault(node, -1.0), within(1e-6)));
        });
  }

  @Test
  void saysThatASampleIsOne() {
    GraphSnapshot graph = WaysTest.randomGraph(new java.util.Random(1), false);

    assertThat(new Centrality(graph).betweenness(2, Clock.systemUTC(), Instant.MAX).complete())
        .isFalse();
    assertThat(new Centrality(graph).betweenness(9, Clock.systemUTC(), Instant.EPOCH).complete())
        .isFalse();
  }

  @Test
  void findsThePartsThatJgraphtFinds() {
    Seeds.each(
        SEEDS,
        random -> {
          GraphSnapshot graph = WaysTest.randomGraph(random, random.nextBoolean());

          int[] sizes = NodeLabels.of(graph).sizes();

          assertThat(sizes)
              .containsExactlyInAnyOrder(
                  new ConnectivityInspector<>(new SnapshotGraph(graph))
                      .connectedSets().stream().mapToInt(Set::size).toArray());
        });
  }
}
