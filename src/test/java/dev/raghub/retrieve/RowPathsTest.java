package dev.raghub.retrieve;

import static org.assertj.core.api.Assertions.assertThat;

import dev.raghub.Seeds;
import dev.raghub.corpus.ItemId;
import dev.raghub.graph.GraphSnapshot;
import dev.raghub.graph.SmallGraph;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class RowPathsTest {
  private static final int SEEDS = 300;

  /// Of all rows that a test writes down.
  private static final Map<ItemId, String> LABELS =
      Stream.of(
              "invoice", "line", "track", "album", "artist", "row", "parent", "child", "other",
              "film", "actor", "town", "note")
          .flatMap(type -> IntStream.range(0, 60).mapToObj(key -> type + ":" + key))
          .collect(Collectors.toMap(SmallGraph::item, row -> row));

  @Test
  void followsAnInvoiceToItsLinesTheirTrackItsAlbumAndTheArtist() {
    GraphSnapshot graph = shop().snapshot();

    assertThat(ways(graph, "invoice:1"))
        .containsExactly(
            "invoice:1 line:1 track:1, 0.50, over invoice:1 in line:1 0",
            "invoice:1 line:1 track:1 album:1, 0.40, over invoice:1 in line:1 0",
            "invoice:1 line:1 track:1 album:1 artist:1, 0.32, over invoice:1 in line:1 0");
  }

  @Test
  void goesUpAtLittleLoss() {
    GraphSnapshot graph = shop().snapshot();

    assertThat(ways(graph, "track:1"))
        .contains(
            "track:1 album:1 artist:1, 0.80, over album:1 in track:1 1",
            "track:1 line:1 invoice:1, 0.50, over track:1 in line:1 1");
  }

  @Test
  void takesThreeStepsUpAndTwoDown() {
    SmallGraph chain = new SmallGraph().put("row:0", "", "- name: top");
    for (int i = 1; i < 9; i++) {
      chain.put("row:" + i, "", "- parent: <row:%d>".formatted(i - 1));
    }
    GraphSnapshot graph = chain.snapshot();

    assertThat(ends(graph, "row:8")).containsExactly("row:6", "row:5");
    assertThat(ends(graph, "row:0")).containsExactly("row:2");
  }

  @Test
  void doesNotFollowARowWithMoreThanFiftyPassages() {
    assertThat(ends(children(49), "parent:1")).hasSize(49);
    assertThat(ends(children(50), "parent:1")).isEmpty();
  }

  @Test
  void doesNotFollowAListOfMoreThanSix() {
    assertThat(ends(list(6), "film:1")).hasSize(6);
    assertThat(ends(list(7), "film:1")).isEmpty();
  }

  @Test
  void followsNoNamesAndNoOtherPassageOfTheSameRow() {
    GraphSnapshot graph =
        new SmallGraph()
            .put("note:1", "Minka", "[Minka] and <note:1>.", "Still <note:1> and [Leo].")
            .put("note:2", "Leo", "[Minka] sleeps.")
            .put("note:3", "", "[Leo] sleeps.")
            .snapshot();

    assertThat(ways(graph, "note:1")).isEmpty();
  }

  @Test
  void findsTheSameWaysWhateverCameLast() {
    Seeds.each(
        SEEDS,
        random -> {
          int rows = 3 + random.nextInt(12);
          List<Integer> order = new ArrayList<>(IntStream.range(0, rows).boxed().toList());
          List<String> texts = order.stream().map(row -> text(random, rows)).toList();
          SmallGraph one = new SmallGraph();
          order.forEach(row -> one.put("row:" + row, "", texts.get(row)));
          Collections.shuffle(order, random);
          SmallGraph other = new SmallGraph();
          order.forEach(row -> other.put("row:" + row, "", texts.get(row)));
          GraphSnapshot built = one.snapshot();
          GraphSnapshot edited = other.snapshot(item -> random.nextBoolean());

          for (int row = 0; row < rows; row++) {
            assertThat(ways(edited, "row:" + row)).isEqualTo(ways(built, "row:" + row));
          }
        });
  }

  /// One to three fields that refer to rows, some of which are not there.
  private static String text(Random random, int rows) {
    return IntStream.rangeClosed(0, random.nextInt(3))
        .mapToObj(field -> "- f%d: <row:%d>".formatted(field, random.nextInt(rows + 2)))
        .collect(Collectors.joining("\n"));
  }

  private static SmallGraph shop() {
    return new SmallGraph()
        .put("invoice:1", "", "- total: 5")
        .put("line:1", "", "- invoice: <invoice:1>\n- track: <track:1>")
        .put("track:1", "", "- length: 3\n- album: <album:1>")
        .put("album:1", "", "- artist: <artist:1>")
        .put("artist:1", "", "- name: Leo");
  }

  private static GraphSnapshot children(int count) {
    SmallGraph graph = new SmallGraph().put("parent:1", "", "- name: all");
    for (int i = 0; i < count; i++) {
      graph
          .put("child:" + i, "", "- parent: <parent:1>\n- other: <other:%d>".formatted(i))
          .put("other:" + i, "", "- name: leaf");
    }
    return graph.snapshot();
  }

  /// A film with a list of actors, who live in towns.
  private static GraphSnapshot list(int count) {
    SmallGraph graph = new SmallGraph();
    StringBuilder actors = new StringBuilder("- actors:");
    for (int i = 0; i < count; i++) {
      actors.append(" <actor:%d>".formatted(i));
      graph
          .put("actor:" + i, "", "- town: <town:%d>".formatted(i))
          .put("town:" + i, "", "- name: small");
    }
    return graph.put("film:1", "", actors.toString()).snapshot();
  }

  private static List<String> ends(GraphSnapshot graph, String from) {
    return new RowPaths(graph)
        .from(SmallGraph.passage(graph, from)).stream()
            .map(path -> label(graph, path.to()))
            .toList();
  }

  /// The ways as text: whole way, weight, and over which row the first step goes in which field.
  private static List<String> ways(GraphSnapshot graph, String from) {
    return new RowPaths(graph)
        .from(SmallGraph.passage(graph, from)).stream()
            .map(
                path ->
                    String.format(
                        Locale.ROOT,
                        "%s %s %s, %.2f, over %s in %s %d",
                        from,
                        path.via().stream()
                            .map(passage -> label(graph, passage))
                            .collect(Collectors.joining(" ")),
                        label(graph, path.to()),
                        path.weight(),
                        label(graph, owner(graph, path.entity())),
                        label(graph, path.speaker()),
                        path.sentence()))
            .toList();
  }

  private static int owner(GraphSnapshot graph, int entity) {
    int[] owner = {-1};
    graph.owners(entity, passage -> owner[0] = passage);
    return owner[0];
  }

  private static String label(GraphSnapshot graph, int passage) {
    return Optional.ofNullable(LABELS.get(graph.item(passage))).orElseThrow();
  }
}
