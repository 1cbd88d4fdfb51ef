package dev.raghub.retrieve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.raghub.answer.Leg;
import dev.raghub.corpus.ChunkId;
import dev.raghub.corpus.ItemId;
import dev.raghub.index.ScoredChunk;
import java.util.List;
import org.junit.jupiter.api.Test;

class FusionTest {
  private static final double PRECISION = 1e-12;

  private final Fusion fusion = new Fusion(0.75);

  @Test
  void addsTheSharesOfBothLegs() {
    List<Fusion.Fused> fused =
        fusion.fuse(
            List.of(chunk(1, 10), chunk(2, 5)),
            List.of(chunk(2, 0.9), chunk(3, 0.8), chunk(1, 0.5)));

    assertThat(fused).extracting(Fusion.Fused::id).containsExactly(id(2), id(3), id(1));
    assertThat(fused.get(0).score()).isCloseTo(0.25 * 0.125 + 0.75, within(PRECISION));
    assertThat(fused.get(1).score()).isCloseTo(0.75 * 0.75, within(PRECISION));
    assertThat(fused.get(2).score()).isCloseTo(0.25, within(PRECISION));
  }

  @Test
  void saysWhatEachLegSaid() {
    List<Fusion.Fused> fused =
        fusion.fuse(List.of(chunk(1, 10), chunk(2, 5)), List.of(chunk(2, 0.9), chunk(1, 0.5)));

    assertThat(fused.getFirst().legs())
        .containsExactly(new Leg("bm25", 2, 5), new Leg("dense", 1, 0.9));
  }

  @Test
  void leavesALegAsItIsWhenTheOtherIsEmpty() {
    List<ScoredChunk> leg = List.of(chunk(3, 4), chunk(1, 2), chunk(2, 1));

    List<Fusion.Fused> words = fusion.fuse(leg, List.of());
    List<Fusion.Fused> meaning = fusion.fuse(List.of(), leg);

    assertThat(words).extracting(Fusion.Fused::chunk).containsExactlyElementsOf(leg);
    assertThat(words.getFirst().score()).isCloseTo(1, within(PRECISION));
    assertThat(meaning).extracting(Fusion.Fused::chunk).containsExactlyElementsOf(leg);
    assertThat(meaning.getFirst().score()).isCloseTo(1, within(PRECISION));
    assertThat(fusion.fuse(List.of(), List.of())).isEmpty();
  }

  @Test
  void ordersTiesByChunk() {
    assertThat(
            fusion.fuse(List.of(), List.of(chunk(9, 0.5), chunk(-3, 0.5), chunk(4, 0.5))).stream()
                .map(Fusion.Fused::id))
        .containsExactly(id(-3), id(4), id(9));
  }

  @Test
  void scalesASingleHitAndNegativeCosinesIntoItsShare() {
    assertThat(fusion.fuse(List.of(), List.of(chunk(1, -0.2))).getFirst().score())
        .isCloseTo(1, within(PRECISION));
    assertThat(fusion.fuse(List.of(), List.of(chunk(1, -0.2), chunk(2, -0.6))))
        .extracting(Fusion.Fused::score)
        .containsExactly(1.0, 0.0);
  }

  /// Of a row the dense leg can say nothing: the words of the question that it has stand in for it.
  @Test
  void letsWordsVouchForWhatHasNoVector() {
    ScoredChunk row = new ScoredChunk(new ItemId(1), id(1), 8, 0.5);
    ScoredChunk text = chunk(2, 4);

    List<Fusion.Fused> fused = fusion.fuse(List.of(row, text), List.of(chunk(2, 0.9)));
    List<Fusion.Fused> withoutDense = fusion.fuse(List.of(row, text), List.of());

    assertThat(fused).extracting(Fusion.Fused::id).containsExactly(id(2), id(1));
    assertThat(fused.get(0).score()).isCloseTo(0.25 * 0.125 + 0.75, within(PRECISION));
    assertThat(fused.get(1).score()).isCloseTo(0.25 + 0.75 * 0.5, within(PRECISION));
    assertThat(withoutDense.get(0).score()).isCloseTo(0.25 + 0.75 * 0.5, within(PRECISION));
    assertThat(withoutDense.get(1).score()).isCloseTo(0.25 * 0.125, within(PRECISION));
  }

  private static ScoredChunk chunk(long number, double score) {
    return new ScoredChunk(new ItemId(number), id(number), score, 0);
  }

  private static ChunkId id(long number) {
    return new ChunkId(number);
  }
}
