package dev.raghub.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.raghub.Seeds;
import dev.raghub.graph.SnapshotGraph.Mention;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jgrapht.graph.SimpleGraph;
import org.junit.jupiter.api.Test;

class SnapshotGraphTest {
  private static final int SEEDS = 100;

  /// JGraphT's own graph of the same edges is what each question is compared with.
  @Test
  void answersAsACopyInJgraphtDoes() {
    Seeds.each(
        SEEDS,
        random -> {
          SnapshotGraph view = new SnapshotGraph(randomSnapshot(random));
          SimpleGraph<Integer, Mention> copy = new SimpleGraph<>(Mention.class);
          view.vertexSet().forEach(copy::addVertex);
          for (Mention edge : view.edgeSet()) {
            assertThat(copy.addEdge(view.getEdgeSource(edge), view.getEdgeTarget(edge), edge))
                .isTrue();
          }

          assertThat(view.edgeSet()).isEqualTo(copy.edgeSet());
          for (int one : copy.vertexSet()) {
            assertThat(view.containsVertex(one)).isTrue();
            assertThat(view.edgesOf(one)).isEqualTo(copy.edgesOf(one));
            assertThat(view.incomingEdgesOf(one)).isEqualTo(copy.incomingEdgesOf(one));
            assertThat(view.outgoingEdgesOf(one)).isEqualTo(copy.outgoingEdgesOf(one));
            assertThat(view.degreeOf(one)).isEqualTo(copy.degreeOf(one));
            assertThat(view.inDegreeOf(one)).isEqualTo(copy.inDegreeOf(one));
            assertThat(view.outDegreeOf(one)).isEqualTo(copy.outDegreeOf(one));
            for (int other : copy.vertexSet()) {
              assertThat(view.getEdge(one, other)).isEqualTo(copy.getEdge(one, other));
              assertThat(view.getAllEdges(one, other)).isEqualTo(copy.getAllEdges(one, other));
            }
          }
          copy.edgeSet().forEach(edge -> assertThat(view.containsEdge(edge)).isTrue());
        });
  }

  @Test
  void joinsAPassageToWhatItMentionsAndOwns() {
    GraphSnapshot graph =
        new SmallGraph()
            .put("film:dark", "Dark River", "[Minka] and [Minka] again.\n[Minka], [Dark River].")
            .snapshot();
    SnapshotGraph view = new SnapshotGraph(graph);
    int film = SmallGraph.passage(graph, "film:dark");

    assertThat(view.edgeSet())
        .containsExactlyInAnyOrder(
            new Mention(film, SmallGraph.row(graph, "film:dark"), true),
            new Mention(film, SmallGraph.name(graph, "Dark River"), true),
            new Mention(film, SmallGraph.name(graph, "Minka"), false));
  }

  @Test
  void tellsItsVerticesApart() {
    GraphSnapshot graph = new SmallGraph().put("film:dark", "Dark River", "a").snapshot();
    SnapshotGraph view = new SnapshotGraph(graph);
    int passage = SmallGraph.passage(graph, "film:dark");
    int row = view.vertex(SmallGraph.row(graph, "film:dark"));
    int name = view.vertex(SmallGraph.name(graph, "Dark River"));

    assertThat(view.vertexSet()).containsExactlyInAnyOrder(passage, row, name);
    assertThat(List.of(view.isPassage(passage), view.isPassage(row), view.isPassage(name)))
        .containsExactly(true, false, false);
    assertThat(view.isRow(row)).isTrue();
    assertThat(view.isRow(name)).isFalse();
    assertThat(view.chunk(passage)).isEqualTo(SmallGraph.chunk("film:dark"));
    assertThat(view.entity(name)).isEqualTo(EntityId.ofName("dark river"));
    Mention edge = new Mention(passage, graph.entity(EntityId.ofName("dark river")), true);
    assertThat(view.other(edge, passage)).isEqualTo(name);
    assertThat(view.other(edge, name)).isEqualTo(passage);
  }

  @Test
  void hasNeitherWhatIsGoneNorWhatNeverWas() {
    SmallGraph texts = new SmallGraph().put("a:1", "Minka", "a").put("a:2", "Minka", "a");
    GraphSnapshot before = texts.snapshot();
    GraphSnapshot after =
        new GraphSnapshot(
            before.delta().with(java.util.Map.of(SmallGraph.item("a:1").value(), List.of())), 2);
    SnapshotGraph view = new SnapshotGraph(after);
    int gone = SmallGraph.passage(before, "a:1");
    int itsRow = view.vertex(SmallGraph.row(before, "a:1"));

    assertThat(Stream.of(gone, itsRow, -1, 1_000).filter(view::containsVertex)).isEmpty();
    assertThat(view.vertexSet()).doesNotContain(gone, itsRow).hasSize(3);
  }

  @Test
  void cannotBeChanged() {
    SnapshotGraph view = new SnapshotGraph(new SmallGraph().put("a:1", "", "a").snapshot());
    Mention edge = view.edgeSet().iterator().next();

    for (ThrowingCallable change :
        List.<ThrowingCallable>of(
            () -> view.addVertex(),
            () -> view.addVertex(9),
            () -> view.addEdge(0, 1),
            () -> view.addEdge(0, 1, edge),
            () -> view.removeVertex(0),
            () -> view.removeEdge(edge),
            () -> view.removeEdge(0, 1),
            () -> view.setEdgeWeight(edge, 2))) {
      assertThatThrownBy(change)
          .isInstanceOf(IllegalStateException.class)
          .hasMessage("a snapshot cannot be changed");
    }
    assertThat(view.getType().isModifiable()).isFalse();
  }

  static GraphSnapshot randomSnapshot(Random random) {
    SmallGraph texts = new SmallGraph();
    int rows = 1 + random.nextInt(9);
    for (int i = 0; i < rows; i++) {
      texts.put(
          "row:" + i,
          "Name " + random.nextInt(rows),
          "[Name %d] saw <row:%d>.\n[Name %d] came."
              .formatted(random.nextInt(rows), random.nextInt(2 * rows), random.nextInt(2 * rows)),
          "[Name %d] left.".formatted(random.nextInt(rows)));
    }
    Set<Integer> late = new HashSet<>();
    for (int i = 0; i < rows; i++) {
      if (random.nextBoolean()) {
        late.add(i);
      }
    }
    return texts.snapshot(
        item -> late.stream().anyMatch(row -> SmallGraph.item("row:" + row).equals(item)));
  }
}
