package dev.raghub.retrieve;

import static org.assertj.core.api.Assertions.assertThat;

import dev.raghub.Seeds;
import dev.raghub.corpus.ChunkId;
import dev.raghub.graph.GraphSnapshot;
import dev.raghub.graph.SmallGraph;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class ReachTest {
  private static final int SEEDS = 200;
  private static final int PASSAGES = 12;

  @Test
  void keepsTheBestHopToEachTarget() {
    GraphSnapshot graph = passages();
    Seeds.each(
        SEEDS,
        random -> {
          Reach reach = new Reach();
          Map<Integer, Double> best = new HashMap<>();
          for (int i = random.nextInt(60); i > 0; i--) {
            int target = random.nextInt(PASSAGES);
            // Few values, so that many are equal; some are worth nothing.
            double value = random.nextInt(5) - 1;
            reach.offer(target, value, () -> hop(value));
            if (value > 0) {
              best.merge(target, value, Math::max);
            }
          }
          int limit = random.nextInt(PASSAGES + 2);

          Comparator<Map.Entry<Integer, Double>> order =
              Map.Entry.<Integer, Double>comparingByValue().reversed();
          List<ChunkId> expected =
              best.entrySet().stream()
                  .sorted(order.thenComparing(each -> graph.chunk(each.getKey())))
                  .limit(limit)
                  .map(each -> graph.chunk(each.getKey()))
                  .toList();
          assertThat(reach.best(graph, limit))
              .extracting(each -> graph.chunk(each.getKey()))
              .isEqualTo(expected);
          assertThat(reach.best(graph, limit))
              .allSatisfy(
                  each -> assertThat(each.getValue().value()).isEqualTo(best.get(each.getKey())));
        });
  }

  @Test
  void keepsTheFirstOfEqualsAndMakesNoOther() {
    Reach reach = new Reach();
    AtomicInteger made = new AtomicInteger();
    Hop first = hop(1);
    reach.offer(0, 1, () -> first);
    reach.offer(
        0,
        1,
        () -> {
          made.incrementAndGet();
          return hop(1);
        });

    assertThat(reach.best(passages(), 1).getFirst().getValue()).isSameAs(first);
    assertThat(made).hasValue(0);
  }

  private static GraphSnapshot passages() {
    SmallGraph graph = new SmallGraph();
    for (int i = 0; i < PASSAGES; i++) {
      graph.put("row:" + i, "", "a");
    }
    return graph.snapshot();
  }

  private static Hop hop(double value) {
    return new Hop(0, 0, 0, 0, Hop.Kind.NAMES, 0, 0, value, List.of());
  }
}
