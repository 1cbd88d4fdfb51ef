package dev.raghub.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// What every embedder does.
abstract class EmbedderContract {
  abstract Embedder embedder();

  @Test
  void givesUnitVectorsOfItsDimensionsInTheOrderOfTheTexts() {
    Embedder embedder = embedder();
    List<String> texts = IntStream.range(0, 7).mapToObj(i -> "text " + i + "!".repeat(i)).toList();

    List<float[]> vectors = embedder.passages(texts);

    assertThat(vectors).hasSize(7);
    for (int i = 0; i < texts.size(); i++) {
      assertThat(vectors.get(i)).hasSize(embedder.dimensions());
      assertThat(dot(vectors.get(i), vectors.get(i))).isCloseTo(1, within(1e-4));
      float[] alone = embedder.passages(List.of(texts.get(i))).getFirst();
      assertThat(dot(vectors.get(i), alone)).isCloseTo(1, within(1e-3));
    }
  }

  @Test
  void givesQuestionsUnitVectorsToo() {
    float[] question = embedder().question("Who wrote Emma?");

    assertThat(question).hasSize(embedder().dimensions());
    assertThat(dot(question, question)).isCloseTo(1, within(1e-4));
  }

  @Test
  void embedsNothing() {
    assertThat(embedder().passages(List.of())).isEmpty();
  }

  @Test
  void hasAFingerprintThatMayNameAFolder() {
    assertThat(embedder().fingerprint()).matches("[a-z0-9.-]+").isEqualTo(embedder().fingerprint());
  }

  static double dot(float[] one, float[] other) {
    double sum = 0;
    for (int i = 0; i < one.length; i++) {
      sum += (double) one[i] * other[i];
    }
    return sum;
  }
}
