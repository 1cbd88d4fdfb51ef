package dev.raghub.graph;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class GraphStatisticsTest {
  /// Two films by one director and an order of its own: 4 passages, 4 rows, 3 names (of which no
  /// row bears `yorkshire`); 4 own rows, 2 own names, 4 mentions.
  private static final SmallGraph FILMS =
      new SmallGraph()
          .put(
              "film:dark", "Dark River", "<person:clio> shot it in [Yorkshire].\nYes, [Yorkshire].")
          .put("film:giant", "", "<person:clio> shot it.")
          .put("person:clio", "Clio Barnard", "She made [Dark River].")
          .put("order:1", "", "- total: 7");

  @Test
  void countsWhatIsThere() {
    GraphSnapshot graph = FILMS.snapshot();

    assertThat(GraphStatistics.of(graph))
        .isEqualTo(
            new GraphStatistics(
                1, 4, 4, 3, 10, 0, 2, 9, graph.bytes(), 100_000 * graph.bytes() / 11));
  }

  @Test
  void countsTheSameWhateverCameLater() {
    GraphStatistics built = GraphStatistics.of(FILMS.snapshot());
    GraphStatistics edited =
        GraphStatistics.of(FILMS.snapshot(SmallGraph.item("film:dark")::equals));

    assertThat(edited)
        .usingRecursiveComparison()
        .ignoringFields("bytes", "bytesPer100kNodes")
        .isEqualTo(built);
  }

  @Test
  void countsAnEntityInMoreThanFiftyPassagesAsAHub() {
    SmallGraph notes = new SmallGraph();
    for (int i = 0; i < 50; i++) {
      notes.put("note:" + i, "", "[Minka] sleeps.");
    }

    assertThat(GraphStatistics.of(notes.snapshot()).hubs()).isZero();
    assertThat(GraphStatistics.of(notes.put("note:50", "", "[Minka] eats.").snapshot()).hubs())
        .isEqualTo(1);
  }

  @Test
  void countsNothingInAnEmptyWorkspace() {
    GraphSnapshot graph = new SmallGraph().snapshot();

    assertThat(GraphStatistics.of(graph))
        .isEqualTo(
            new GraphStatistics(1, 0, 0, 0, 0, 0, 0, 0, graph.bytes(), 100_000 * graph.bytes()));
  }
}
