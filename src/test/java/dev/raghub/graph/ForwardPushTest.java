package dev.raghub.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.raghub.Seeds;
import dev.raghub.graph.ForwardPush.Step;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ForwardPushTest {
  private static final int SEEDS = 400;
  private static final double ROUNDING = 1e-12;

  @Test
  void staysWithinItsToleranceOfPlainPowerIteration() {
    Seeds.each(
        SEEDS,
        random -> {
          Case each = new Case(random);
          double epsilon = Math.pow(10, -2 - random.nextInt(7));
          PowerIteration plain = new PowerIteration(each.graph, each.damping);
          double[] exact = plain.of(each.seeds());
          ForwardPush walk = each.walk(epsilon);

          for (int node = 0; node < exact.length; node++) {
            double tolerance = epsilon * Math.max(1, plain.degree(node));
            assertThat(walk.mass(node))
                .as("node %d of %d passages", node, each.graph.passages())
                .isBetween(exact[node] - tolerance - ROUNDING, exact[node] + ROUNDING);
          }
        });
  }

  @Test
  void losesNoMass() {
    Seeds.each(
        SEEDS,
        random -> {
          Case each = new Case(random);
          PowerIteration plain = new PowerIteration(each.graph, each.damping);
          double epsilon = 1e-10;
          int nodes = each.graph.passages() + each.graph.entities();
          ForwardPush walk = each.walk(epsilon);

          if (each.graph.size() == 0) {
            return;
          }
          double left = IntStream.range(0, nodes).mapToDouble(walk::mass).sum();
          double kept =
              IntStream.range(0, nodes).mapToDouble(node -> Math.max(1, plain.degree(node))).sum();
          assertThat(left).isBetween(1 - epsilon * kept - ROUNDING, 1 + ROUNDING);
        });
  }

  @Test
  void saysTheWayFromASeedOverNeighbours() {
    Seeds.each(
        SEEDS,
        random -> {
          Case each = new Case(random);
          ForwardPush walk = each.walk(1e-6);
          for (int passage : walk.reached()) {
            List<Step> way = walk.way(passage);
            assertThat(way.getLast()).isEqualTo(new Step(true, passage));
            assertThat(new HashSet<>(way)).as("%s", way).hasSize(way.size());
            Step first = way.getFirst();
            assertThat((first.isPassage() ? each.passages : each.entities).keySet())
                .as("%s", way)
                .contains(first.number());
            for (int i = 1; i < way.size(); i++) {
              Step from = way.get(i - 1);
              Step to = way.get(i);
              assertThat(from.isPassage()).isNotEqualTo(to.isPassage());
              int one = from.isPassage() ? from.number() : to.number();
              int entity = from.isPassage() ? to.number() : from.number();
              assertThat(mentions(each.graph, one, entity)).isTrue();
            }
          }
        });
  }

  /// The passage is a seed too, and passes on what it has before the name's share arrives.
  @Test
  void saysTheWayOfTheLargestShare() {
    GraphSnapshot graph = new SmallGraph().put("film:dark", "Dark River", "a").snapshot();
    int film = SmallGraph.passage(graph, "film:dark");
    int name = SmallGraph.name(graph, "Dark River");
    ForwardPush walk = new ForwardPush(graph, 0.5, 1e-5);

    walk.walk(Map.of(film, 0.05), Map.of(name, 1.0));

    assertThat(walk.way(film)).containsExactly(new Step(false, name), new Step(true, film));
  }

  @Test
  void doesNotDependOnWhatCameLast() {
    Seeds.each(
        SEEDS / 4,
        random -> {
          SmallGraph texts = new SmallGraph();
          for (int i = 0; i < 12; i++) {
            texts.put(
                "row:" + i,
                "Name " + i,
                "[Name %d] and [Name %d], then <row:%d>."
                    .formatted(random.nextInt(12), random.nextInt(12), random.nextInt(12)));
          }
          GraphSnapshot built = texts.snapshot();
          GraphSnapshot edited = texts.snapshot(item -> random.nextBoolean());

          ForwardPush one = walkFrom(built, "row:3");
          ForwardPush other = walkFrom(edited, "row:3");

          for (int i = 0; i < 12; i++) {
            assertThat(one.mass(SmallGraph.passage(built, "row:" + i)))
                .isCloseTo(other.mass(SmallGraph.passage(edited, "row:" + i)), within(ROUNDING));
          }
        });
  }

  @Test
  void goesThroughARowWithFiftyChildrenOnly() {
    assertThat(childMass(50 - 1)).isPositive();
    assertThat(childMass(50)).isZero();
  }

  @Test
  void takesOnePassageInAHundredForAHubInALargeWorkspace() {
    assertThat(ForwardPush.hubLimit(rows(1).snapshot())).isEqualTo(50);
    assertThat(ForwardPush.hubLimit(rows(5_099).snapshot())).isEqualTo(50);
    assertThat(ForwardPush.hubLimit(rows(5_100).snapshot())).isEqualTo(51);
  }

  @Test
  void leavesWithAHubWhatIsPutThere() {
    GraphSnapshot graph = children(50).snapshot();
    int parent = SmallGraph.row(graph, "parent:1");
    ForwardPush walk = new ForwardPush(graph, 0.5, 1e-6);

    walk.walk(Map.of(), Map.of(parent, 3.0));

    assertThat(walk.mass(graph.passages() + parent)).isEqualTo(1);
    assertThat(walk.reached()).isEmpty();
  }

  @Test
  void doesNotGoOverANameThatNoRowBears() {
    GraphSnapshot graph =
        new SmallGraph()
            .put("note:1", "", "[Minka] sleeps.")
            .put("note:2", "", "[Minka] eats.")
            .snapshot();
    ForwardPush walk = walkFrom(graph, "note:1");

    assertThat(walk.reached()).containsExactly(SmallGraph.passage(graph, "note:1"));
    assertThat(walk.way(SmallGraph.passage(graph, "note:2"))).isEmpty();
  }

  @Test
  void goesNowhereWithoutMass() {
    GraphSnapshot graph = rows(2).snapshot();
    ForwardPush walk = new ForwardPush(graph, 0.5, 1e-6);

    walk.walk(Map.of(0, 0.0), Map.of());

    assertThat(walk.reached()).isEmpty();
    assertThat(walk.mass(0)).isZero();
  }

  private static double childMass(int children) {
    GraphSnapshot graph = children(children).snapshot();
    return walkFrom(graph, "child:0").mass(SmallGraph.passage(graph, "child:1"));
  }

  /// A row is in one passage more than it has children: its own.
  private static SmallGraph children(int count) {
    SmallGraph graph = new SmallGraph().put("parent:1", "", "- name: all");
    for (int i = 0; i < count; i++) {
      graph.put("child:" + i, "", "- parent: <parent:1>");
    }
    return graph;
  }

  private static SmallGraph rows(int count) {
    SmallGraph graph = new SmallGraph();
    for (int i = 0; i < count; i++) {
      graph.put("row:" + i, "", "a");
    }
    return graph;
  }

  private static ForwardPush walkFrom(GraphSnapshot graph, String row) {
    ForwardPush walk = new ForwardPush(graph, 0.5, 1e-8);
    walk.walk(Map.of(SmallGraph.passage(graph, row), 1.0), Map.of());
    return walk;
  }

  private static boolean mentions(GraphSnapshot graph, int passage, int entity) {
    boolean[] found = new boolean[1];
    graph.mentions(passage, (mentioned, sentence) -> found[0] |= mentioned == entity);
    return found[0];
  }

  /// A graph, some of it edited, and where the mass starts.
  private static final class Case {
    final GraphSnapshot graph;
    final double damping;
    final Map<Integer, Double> passages = new HashMap<>();
    final Map<Integer, Double> entities = new HashMap<>();

    Case(Random random) {
      RandomPassages texts = new RandomPassages(random, 3 + random.nextInt(30));
      Map<Long, List<GraphPassage>> first = items(texts, random);
      GraphBaseBuilder builder = new GraphBaseBuilder();
      first.values().stream()
          .flatMap(List::stream)
          .sorted(Comparator.comparingLong(GraphPassage::chunk))
          .forEach(builder::add);
      graph = new GraphSnapshot(GraphDelta.none(builder.build()).with(items(texts, random)), 1);
      damping = 0.1 + 0.8 * random.nextDouble();
      for (int passage = 0; passage < graph.passages(); passage++) {
        if (graph.living(passage) && random.nextInt(4) == 0) {
          passages.put(passage, random.nextDouble());
        }
      }
      for (int entity = 0; entity < graph.entities(); entity++) {
        if (graph.frequency(entity) > 0 && random.nextInt(4) == 0) {
          entities.put(entity, random.nextDouble());
        }
      }
      if (passages.isEmpty() && entities.isEmpty() && graph.size() > 0) {
        passages.put(
            IntStream.range(0, graph.passages()).filter(graph::living).findFirst().orElseThrow(),
            1.0);
      }
    }

    private static Map<Long, List<GraphPassage>> items(RandomPassages texts, Random random) {
      Map<Long, List<GraphPassage>> items = new HashMap<>();
      for (int i = 4 + random.nextInt(25); i >= 0; i--) {
        long item = texts.item();
        items.put(item, texts.passages(item));
      }
      return items;
    }

    ForwardPush walk(double epsilon) {
      ForwardPush walk = new ForwardPush(graph, damping, epsilon);
      walk.walk(passages, entities);
      return walk;
    }

    /// The mass of every node, which is 1 together.
    double[] seeds() {
      double[] seeds = new double[graph.passages() + graph.entities()];
      passages.forEach((passage, mass) -> seeds[passage] = mass);
      entities.forEach((entity, mass) -> seeds[graph.passages() + entity] = mass);
      double sum = IntStream.range(0, seeds.length).mapToDouble(i -> seeds[i]).sum();
      return Arrays.stream(seeds).map(mass -> mass / sum).toArray();
    }
  }
}
