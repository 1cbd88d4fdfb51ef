package dev.raghub.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.raghub.Seeds;
import dev.raghub.corpus.ChunkId;
import dev.raghub.corpus.ItemId;
import dev.raghub.fault.ErrorCode;
import dev.raghub.fault.RaghubException;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.LongStream;
import org.jgrapht.traverse.BreadthFirstIterator;
import org.junit.jupiter.api.Test;

class GraphPartTest {
  private static final int SEEDS = 200;

  @Test
  void keepsTheNearestNodesAndEveryEdgeBetweenThem() {
    Seeds.each(
        SEEDS,
        random -> {
          SnapshotGraph whole = new SnapshotGraph(SnapshotGraphTest.randomSnapshot(random));
          List<Integer> vertices = List.copyOf(whole.vertexSet());
          int from = vertices.get(random.nextInt(vertices.size()));
          int depth = 1 + random.nextInt(6);
          int limit = 1 + random.nextInt(vertices.size() + 2);
          GraphPart part = GraphPart.around(whole, from, depth, limit);

          BreadthFirstIterator<Integer, SnapshotGraph.Mention> near =
              new BreadthFirstIterator<>(whole, from);
          near.forEachRemaining(vertex -> {});
          List<Integer> distances =
              vertices.stream()
                  .filter(vertex -> near.getSpanningTreeEdge(vertex) != null || vertex == from)
                  .map(near::getDepth)
                  .filter(distance -> distance <= depth)
                  .sorted()
                  .limit(limit)
                  .toList();
          Set<Integer> kept = part.nodes().vertexSet();
          assertThat(kept.stream().map(near::getDepth).sorted()).isEqualTo(distances);
          assertThat(part.nodes().edgeSet())
              .containsExactlyInAnyOrderElementsOf(
                  whole.edgeSet().stream()
                      .filter(edge -> kept.contains(whole.getEdgeSource(edge)))
                      .filter(edge -> kept.contains(whole.getEdgeTarget(edge)))
                      .toList());
        });
  }

  /// A passage and its row are two nodes.
  @Test
  void givesOutAHundredThousandNodesAndNoMore() {
    SnapshotGraph most = new SnapshotGraph(rows(GraphPart.MAX_NODES / 2));
    SnapshotGraph tooMany = new SnapshotGraph(rows(GraphPart.MAX_NODES / 2 + 1));

    assertThat(GraphPart.all(most).nodes()).isSameAs(most);
    assertThatThrownBy(() -> GraphPart.all(tooMany))
        .isInstanceOfSatisfying(
            RaghubException.class,
            refused -> assertThat(refused.code()).isEqualTo(ErrorCode.INVALID_REQUEST))
        .hasMessageStartingWith("the graph has 100002 nodes; at most 100000 are given out at once");
  }

  private static GraphSnapshot rows(int count) {
    GraphBaseBuilder builder = new GraphBaseBuilder();
    LongStream.range(0, count)
        .mapToObj(item -> passage(new ItemId(item)))
        .sorted(Comparator.comparingLong(GraphPassage::chunk))
        .forEach(builder::add);
    return new GraphSnapshot(GraphDelta.none(builder.build()), 1);
  }

  private static GraphPassage passage(ItemId item) {
    return new GraphPassage(
        ChunkId.of(item, 0).value(),
        item.value(),
        List.of(new GraphPassage.Incidence(item.value(), GraphPassage.OWN)),
        List.of(new char[0]),
        List.of(Optional.empty()));
  }
}
