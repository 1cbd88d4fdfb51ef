package dev.raghub.merge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.raghub.corpus.Chunk;
import dev.raghub.corpus.ChunkId;
import dev.raghub.corpus.Sentence;
import dev.raghub.extract.Words;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GazetteerTest {
  /// The capital J with a caron has no composed form; its small letter has one.
  @ParameterizedTest
  @ValueSource(strings = {"Minka", "Blue Harbor", "東京タワー", "Café Ｎord", "J\u030Cana", "İzmir"})
  void findsTheTextThatHoldsANameByItsAnchor(String name) {
    Chunk chunk =
        new Chunk(
            new ChunkId(1), 0, List.of(new Sentence("We saw " + name + " there.", true)), false);

    assertThat(Gazetteer.words(chunk)).contains(Gazetteer.anchor(Words.name(name)));
  }

  @Test
  void anchorsANameAtItsLongestWord() {
    assertThat(Gazetteer.anchor("bank of ghent")).isEqualTo(Words.hash("ghent"));
  }
}
