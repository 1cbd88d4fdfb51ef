package dev.raghub.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.raghub.Seeds;
import dev.raghub.analysis.QuestionTerms;
import dev.raghub.analysis.TermWeight;
import dev.raghub.corpus.ChunkId;
import dev.raghub.corpus.ItemId;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class GraphSnapshotTest {
  private static final int SEEDS = 500;
  private static final int EDITS = 12;

  @Test
  void saysAfterAnyEditsWhatAFreshBuildSays() {
    Seeds.each(
        SEEDS,
        random -> {
          RandomPassages texts = new RandomPassages(random, 2 + random.nextInt(8));
          Map<Long, List<GraphPassage>> living = new TreeMap<>();
          GraphSnapshot edited = built(living);
          for (int edit = random.nextInt(EDITS); edit >= 0; edit--) {
            Map<Long, List<GraphPassage>> changed = changed(texts, random);
            living.putAll(changed);
            boolean rebuilt = random.nextInt(5) == 0;
            edited =
                rebuilt
                    ? built(living)
                    : new GraphSnapshot(edited.delta().with(changed), edited.revision() + 1);
          }

          List<GraphPassage> survivors = living.values().stream().flatMap(List::stream).toList();
          List<String> plain = PlainGraph.of(survivors, texts.entities());
          assertThat(PlainGraph.of(edited, texts.entities())).isEqualTo(plain);
          assertThat(PlainGraph.of(built(living), texts.entities())).isEqualTo(plain);
          assertThat(PlainGraph.sameItems(edited)).isEmpty();
        });
  }

  @Test
  void leavesTheSnapshotThatAReaderHasAsItWas() {
    Seeds.each(
        SEEDS / 5,
        random -> {
          RandomPassages texts = new RandomPassages(random, 6);
          Map<Long, List<GraphPassage>> living = changed(texts, random);
          GraphSnapshot taken =
              new GraphSnapshot(built(living).delta().with(changed(texts, random)), 2);
          List<String> before = PlainGraph.of(taken, texts.entities());

          taken.delta().with(changed(texts, random)).with(changed(texts, random));

          assertThat(PlainGraph.of(taken, texts.entities())).isEqualTo(before);
        });
  }

  @Test
  void findsTheTermsOfAQuestionInBaseAndDelta() {
    SmallGraph graph =
        new SmallGraph()
            .put("film:dark", "Dark River", "It was shot in Yorkshire.\nIt came out in 2017.");
    QuestionTerms question = question("river", "yorkshire", "2017", "ghost");

    for (GraphSnapshot snapshot : List.of(graph.snapshot(), graph.snapshot(item -> true))) {
      int passage = SmallGraph.passage(snapshot, "film:dark");
      assertThat(question.terms(snapshot.mask(passage, -1, question))).containsExactly("river");
      assertThat(question.terms(snapshot.mask(passage, 0, question))).containsExactly("yorkshire");
      assertThat(question.terms(snapshot.mask(passage, 1, question))).containsExactly("2017");
      assertThat(question.terms(snapshot.mask(passage, question)))
          .containsExactlyInAnyOrder("river", "yorkshire", "2017");
    }
  }

  @Test
  void isEmptyBeforeAnythingIsThere() {
    GraphSnapshot empty = built(Map.of());

    assertThat(empty.size()).isZero();
    assertThat(empty.meanTerms()).isEqualTo(1);
    assertThat(empty.fields()).isEmpty();
    assertThat(empty.passage(new ChunkId(1))).isEqualTo(-1);
    assertThat(empty.entity(new EntityId(1))).isEqualTo(-1);
  }

  @Test
  void growsWithWhatIsChanged() {
    Map<Long, List<GraphPassage>> one = Map.of(1L, passages(1, 3));
    GraphSnapshot base = built(one);

    assertThat(base.changed()).isZero();
    assertThat(changed(base, 1L, passages(1, 2)).changed()).isEqualTo(3 + 2);
    assertThat(changed(base, 1L, List.of()).changed()).isEqualTo(3);
    assertThat(changed(base, 2L, passages(2, 1)).changed()).isEqualTo(1);
    assertThat(changed(base, 2L, passages(2, 1)).bytes()).isGreaterThan(base.bytes());
  }

  @Test
  void refusesPassagesOutOfOrder() {
    GraphBaseBuilder builder = new GraphBaseBuilder();
    List<GraphPassage> passages =
        passages(1, 2).stream()
            .sorted(Comparator.comparingLong(GraphPassage::chunk).reversed())
            .toList();
    builder.add(passages.getFirst());

    assertThatThrownBy(() -> builder.add(passages.getLast()))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("passages must come in the order of their chunks");
  }

  private static GraphSnapshot changed(GraphSnapshot base, long item, List<GraphPassage> passages) {
    return new GraphSnapshot(base.delta().with(Map.of(item, passages)), 2);
  }

  private static List<GraphPassage> passages(long item, int count) {
    return IntStream.range(0, count)
        .mapToObj(
            ordinal ->
                new GraphPassage(
                    ChunkId.of(new ItemId(item), ordinal).value(),
                    item,
                    List.of(new GraphPassage.Incidence(item, GraphPassage.OWN)),
                    List.of(new char[0], new char[] {1}),
                    List.of(Optional.empty(), Optional.empty())))
        .toList();
  }

  private static Map<Long, List<GraphPassage>> changed(RandomPassages texts, Random random) {
    Map<Long, List<GraphPassage>> changed = new HashMap<>();
    for (int i = random.nextInt(4); i >= 0; i--) {
      long item = texts.item();
      changed.put(item, texts.passages(item));
    }
    return changed;
  }

  private static GraphSnapshot built(Map<Long, List<GraphPassage>> items) {
    GraphBaseBuilder builder = new GraphBaseBuilder();
    items.values().stream()
        .flatMap(List::stream)
        .sorted(Comparator.comparingLong(GraphPassage::chunk))
        .forEach(builder::add);
    return new GraphSnapshot(GraphDelta.none(builder.build()), 1);
  }

  private static QuestionTerms question(String... terms) {
    Map<String, TermWeight> weights = new HashMap<>();
    for (String term : terms) {
      weights.put(term, new TermWeight(1, true));
    }
    return QuestionTerms.of(weights);
  }
}
