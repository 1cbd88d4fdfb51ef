package dev.raghub.retrieve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.raghub.Seeds;
import dev.raghub.analysis.QuestionTerms;
import dev.raghub.analysis.TermWeight;
import dev.raghub.graph.GraphSnapshot;
import dev.raghub.graph.SmallGraph;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class NoveltyTest {
  private static final double PRECISION = 1e-9;
  private static final QuestionTerms QUESTION =
      QuestionTerms.of(Map.of("first", new TermWeight(1, true), "second", new TermWeight(1, true)));
  private static final GraphSnapshot GRAPH = graph();

  private final Pool pool =
      new Pool(
          GRAPH,
          new Search.Found(
              List.of(),
              List.of(),
              Optional.of(GRAPH),
              Optional.empty(),
              Optional.empty(),
              List.of()),
          new DenseScale(0, 1));

  @Test
  void putsTheSecondOfTwoComparedThingsBeforeMoreAboutTheFirst() {
    Candidate best = candidate(0, 1, "first");
    Candidate more = candidate(1, 0.9, "first");
    Candidate other = candidate(2, 0.6, "second");

    assertThat(order(best, more, other)).containsExactly(best, other, more);
    assertThat(more.repeated).isCloseTo(0.9 / 2, within(PRECISION));
    assertThat(other.repeated).isZero();
    assertThat(best.repeated).isZero();
  }

  @Test
  void countsTheShareOfWordsThatAreCovered() {
    Candidate best = candidate(0, 1, "first");
    Candidate both = candidate(1, 0.8, "first", "second");

    order(best, both);

    assertThat(both.repeated).isCloseTo(0.8 / 2 / 2, within(PRECISION));
  }

  @Test
  void takesNothingFromWhatHasNoWordOfTheQuestion() {
    Candidate best = candidate(0, 1, "first");
    Candidate none = candidate(1, 0.8);

    assertThat(order(none, best)).containsExactly(best, none);
    assertThat(none.repeated).isZero();
  }

  @Test
  void bringsTheRowsOnAWayBeforeItsEnd() {
    Candidate origin = candidate(0, 1, "first");
    Candidate end = candidate(1, 0.1, "second");
    end.reachedBy(joins(0, 0.7, List.of(3, 4)));
    Candidate other = candidate(2, 0.5);

    assertThat(order(origin, end, other, candidate(3, 0), candidate(4, 0)))
        .containsExactly(origin, pool.of(3), pool.of(4), end, other);
  }

  @Test
  void leavesTheRowsOnAWayWhereItsEndStandsByItself() {
    Candidate origin = candidate(0, 1, "first");
    Candidate end = candidate(1, 0.8, "second");
    end.reachedBy(joins(0, 0.7, List.of(3)));

    assertThat(order(origin, end, candidate(3, 0))).containsExactly(end, origin, pool.of(3));
  }

  @Test
  void putsNoMoreThanThreePassagesOfOneRowBeforeAnother() {
    List<Candidate> ofOneRow = new ArrayList<>();
    for (int passage = 10; passage < 15; passage++) {
      ofOneRow.add(candidate(passage, 1 - passage / 100.0));
    }
    Candidate other = candidate(0, 0.1);
    List<Candidate> all = new ArrayList<>(ofOneRow);
    all.add(other);

    assertThat(order(all.toArray(Candidate[]::new)))
        .containsExactly(
            ofOneRow.get(0),
            ofOneRow.get(1),
            ofOneRow.get(2),
            other,
            ofOneRow.get(3),
            ofOneRow.get(4));
  }

  @Test
  void ordersEachOnceWhateverTheOrderTheyComeIn() {
    Seeds.each(
        100,
        random -> {
          List<Candidate> candidates = new ArrayList<>();
          for (int passage = 0; passage < 15; passage++) {
            Candidate each = new Candidate(GRAPH.chunk(passage), GRAPH.item(passage), passage);
            each.dense = random.nextInt(4) / 4.0;
            each.terms = random.nextInt(4);
            candidates.add(each);
          }
          List<Candidate> one = new Novelty(QUESTION, pool).order(candidates);
          Collections.shuffle(candidates, random);

          assertThat(new Novelty(QUESTION, pool).order(candidates)).isEqualTo(one);
          assertThat(one).containsExactlyInAnyOrderElementsOf(candidates);
        });
  }

  private List<Candidate> order(Candidate... candidates) {
    return new Novelty(QUESTION, pool).order(List.of(candidates));
  }

  private Candidate candidate(int passage, double dense, String... terms) {
    Candidate candidate = pool.of(passage);
    candidate.dense = dense;
    candidate.terms = QUESTION.of(List.of(terms));
    return candidate;
  }

  private static Hop joins(int from, double value, List<Integer> via) {
    return new Hop(from, from, 0, 0, Hop.Kind.JOINS, 0, 0, value, via);
  }

  /// Ten rows of a passage each, whose numbers are 0 to 9, and then one of five.
  private static GraphSnapshot graph() {
    SmallGraph graph = new SmallGraph();
    for (int i = 0; i < 10; i++) {
      graph.put("row:" + i, "", "a");
    }
    return graph
        .put("long:1", "", "a", "b", "c", "d", "e")
        .snapshot(SmallGraph.item("long:1")::equals);
  }
}
