package dev.raghub.retrieve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.raghub.corpus.ChunkId;
import dev.raghub.corpus.ItemId;
import dev.raghub.index.ScoredChunk;
import dev.raghub.model.CosineRange;
import java.util.List;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

class DenseScaleTest {
  private static final CosineRange RANGE = new CosineRange(0.5, 0.7);
  private static final double PRECISION = 1e-9;

  @Test
  void goesFromTheLastOfAFullListToItsBest() {
    DenseScale scale = scale(3, 0.9, 0.8, 0.6);

    assertThat(scale.of(0.9)).isCloseTo(1, within(PRECISION));
    assertThat(scale.of(0.75)).isCloseTo(0.5, within(PRECISION));
    assertThat(scale.of(0.6)).isCloseTo(0, within(PRECISION));
  }

  @Test
  void takesTheEmbeddersWordForWhereUnrelatedTextsLieInAShortList() {
    assertThat(scale(4, 0.9, 0.8, 0.6).of(0.6)).isCloseTo(0.25, within(PRECISION));
    assertThat(scale(4, 0.9, 0.4).of(0.4)).isZero();
  }

  @Test
  void takesTheNearestOfUnrelatedTextsForNoEvidence() {
    assertThat(scale(100, 0.5, 0.4, 0.3).of(0.5)).isZero();
    assertThat(scale(100, 0.55).of(0.55)).isCloseTo(0.25, within(PRECISION));
    assertThat(scale(1, 0.6).of(0.6)).isCloseTo(0, within(PRECISION));
  }

  @Test
  void staysBetweenNothingAndAllWhereAllCosinesAreEqual() {
    assertThat(scale(2, 0.9, 0.9).of(0.9)).isEqualTo(1);
    assertThat(scale(2, 0.9, 0.9).of(0.8)).isZero();
    assertThat(scale(2, 0.9, 0.9).of(1)).isEqualTo(1);
  }

  @Test
  void isTheEmbeddersOwnForNoList() {
    assertThat(scale(100)).isEqualTo(new DenseScale(0.5, 0.7));
  }

  private static DenseScale scale(int depth, double... cosines) {
    List<ScoredChunk> dense =
        DoubleStream.of(cosines)
            .mapToObj(cosine -> new ScoredChunk(new ItemId(1), new ChunkId(1), cosine, 0))
            .toList();
    return DenseScale.of(dense, depth, RANGE);
  }
}
