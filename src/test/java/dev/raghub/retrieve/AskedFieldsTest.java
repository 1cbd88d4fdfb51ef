package dev.raghub.retrieve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.raghub.graph.FieldName;
import dev.raghub.graph.GraphSnapshot;
import dev.raghub.graph.SmallGraph;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AskedFieldsTest {
  private static final float[] QUESTION = {1, 0};
  private static final double PRECISION = 1e-6;
  private static final SmallGraph ROWS =
      new SmallGraph()
          .put("person:1", "", "- phone: 17\n- town: Ghent\nShe is away.")
          .put("shop:1", "", "- owner: Leo");

  /// The cosines are 0.9, 0.5, 0.4, 0.3 and 0.2: their median is 0.4.
  @Test
  void cubesHowFarAFieldIsAboveTheMedian() {
    for (GraphSnapshot graph : List.of(ROWS.snapshot(), ROWS.snapshot(item -> true))) {
      AskedFields asked = AskedFields.of(graph, QUESTION, vectors());
      int person = SmallGraph.passage(graph, "person:1");
      int shop = SmallGraph.passage(graph, "shop:1");

      assertThat(asked.of(person, 0)).isCloseTo(1, within(PRECISION));
      assertThat(asked.of(person, 1)).isCloseTo(Math.pow(0.1 / 0.5, 3), within(PRECISION));
      assertThat(asked.of(person, -1)).isZero();
      assertThat(asked.of(person, 2)).as("no field").isZero();
      assertThat(asked.of(shop, 0)).isZero();
      assertThat(asked.best(person)).isCloseTo(1, within(PRECISION));
      assertThat(asked.best(shop)).isZero();
    }
  }

  @Test
  void saysNothingOfFewerThanFourFields() {
    GraphSnapshot three = new SmallGraph().put("person:1", "", "- phone: 17\n- town: A").snapshot();
    GraphSnapshot four =
        new SmallGraph().put("person:1", "", "- phone: 17\n- town: A\n- age: 7").snapshot();

    assertThat(AskedFields.of(three, QUESTION, vectors()).best(0)).isZero();
    assertThat(AskedFields.of(four, QUESTION, vectors()).best(0)).isCloseTo(1, within(PRECISION));
  }

  @Test
  void saysNothingWhereAllFieldsAreAsNear() {
    GraphSnapshot graph = ROWS.snapshot();
    Map<FieldName, float[]> vectors = new HashMap<>();
    graph.fields().keySet().forEach(field -> vectors.put(field, new float[] {0.5f, 0}));

    assertThat(AskedFields.of(graph, QUESTION, vectors).best(0)).isZero();
    assertThat(AskedFields.none(graph).best(0)).isZero();
  }

  private static Map<FieldName, float[]> vectors() {
    return Map.of(
        new FieldName("person", "phone"), new float[] {0.9f, 0.1f},
        new FieldName("person", "town"), new float[] {0.5f, 0.1f},
        new FieldName("person", ""), new float[] {0.4f, 0.1f},
        new FieldName("shop", "owner"), new float[] {0.3f, 0.1f},
        new FieldName("shop", ""), new float[] {0.2f, 0.1f},
        new FieldName("person", "age"), new float[] {0.1f, 0.1f});
  }
}
