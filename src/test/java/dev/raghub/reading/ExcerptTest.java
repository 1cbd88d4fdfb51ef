package dev.raghub.reading;

import static org.assertj.core.api.Assertions.assertThat;

import dev.raghub.corpus.Chunk;
import dev.raghub.corpus.ChunkId;
import dev.raghub.corpus.Sentence;
import dev.raghub.graph.PostgresGraphStore.Place;
import java.util.List;
import org.junit.jupiter.api.Test;

class ExcerptTest {
  @Test
  void leavesTextsBelowTheLeastToTheRules() {
    assertThat(Excerpt.of("t", List.of(chunk(1, "x".repeat(199))))).isEmpty();
    assertThat(Excerpt.of("t", List.of(chunk(1, "x".repeat(200))))).hasSize(1);
    assertThat(
            Excerpt.of(
                "t",
                List.of(
                    new Chunk(
                        new ChunkId(1),
                        0,
                        List.of(new Sentence("- a: " + "x".repeat(900), false)),
                        false))))
        .isEmpty();
  }

  @Test
  void readsUpToTheMostInOnePart() {
    assertThat(Excerpt.of("t", List.of(chunk(1, "x".repeat(600), "y".repeat(600))))).hasSize(1);
    assertThat(Excerpt.of("t", List.of(chunk(1, "x".repeat(600), "y".repeat(601))))).hasSize(2);
  }

  @Test
  void putsAShortRestToThePartBeforeIt() {
    List<Excerpt> parts =
        Excerpt.of("t", List.of(chunk(1, "x".repeat(1_200)), chunk(2, "y".repeat(199))));

    assertThat(parts).hasSize(1);
    assertThat(parts.getFirst().places()).containsExactly(new Place(1, 1), new Place(2, 1));
  }

  @Test
  void isTheSameWhereverFieldsPutIt() {
    String text = "x".repeat(300);

    assertThat(Excerpt.of("t", List.of(chunk(1, text))).getFirst().hash())
        .isEqualTo(
            Excerpt.of(
                    "t",
                    List.of(new Chunk(new ChunkId(5), 3, List.of(new Sentence(text, true)), true)))
                .getFirst()
                .hash())
        .isNotEqualTo(Excerpt.of("u", List.of(chunk(1, text))).getFirst().hash());
  }

  /// A field, then these sentences.
  private static Chunk chunk(long id, String... texts) {
    List<Sentence> sentences = new java.util.ArrayList<>();
    sentences.add(new Sentence("- status: open", false));
    for (String text : texts) {
      sentences.add(new Sentence(text, true));
    }
    return new Chunk(new ChunkId(id), 0, sentences, false);
  }
}
