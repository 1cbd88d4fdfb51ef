package dev.raghub.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.raghub.analysis.LuceneAnalysis;
import dev.raghub.corpus.ChunkTerms;
import dev.raghub.corpus.Item;
import dev.raghub.corpus.Sentence;
import java.util.Arrays;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class SyntheticCorpusTest {
  private static final int CHUNKS = 1_000;

  private final SyntheticCorpus corpus = new SyntheticCorpus(7, CHUNKS);

  @Test
  void isTheSameForTheSameSeed() {
    SyntheticCorpus again = new SyntheticCorpus(7, CHUNKS);

    assertThat(again.fingerprint()).isEqualTo(corpus.fingerprint());
    for (int chunk = 0; chunk < CHUNKS; chunk++) {
      assertThat(again.chunk(chunk).stored(true)).isEqualTo(corpus.chunk(chunk).stored(true));
      assertThat(again.vector(chunk)).containsExactly(corpus.vector(chunk));
    }
    assertThat(again.question(3).text()).isEqualTo(corpus.question(3).text());
    assertThat(again.question(3).vector()).containsExactly(corpus.question(3).vector());
  }

  @Test
  void isAnotherForAnotherSeedOrSize() {
    assertThat(new SyntheticCorpus(8, CHUNKS).fingerprint()).isNotEqualTo(corpus.fingerprint());
    assertThat(new SyntheticCorpus(7, CHUNKS + 10).fingerprint())
        .isNotEqualTo(corpus.fingerprint());
  }

  @Test
  void keepsItemsAndChangesSentencesInAnEdit() {
    SyntheticCorpus edited = corpus.edited();

    assertThat(edited.item(5)).isEqualTo(corpus.item(5));
    assertThat(edited.chunk(6).id()).isEqualTo(corpus.chunk(6).id());
    assertThat(edited.chunk(6).stored(true)).isNotEqualTo(corpus.chunk(6).stored(true));
  }

  /// What goes into the graph is what analysing the text would have found.
  @Test
  void hasTheTermsThatItsTextHas() {
    LuceneAnalysis analysis = new LuceneAnalysis();
    for (int number = 0; number < CHUNKS; number++) {
      SyntheticChunk chunk = corpus.chunk(number);
      Item item = corpus.item(chunk.item());
      String heading = ChunkTerms.heading(item.title(), item.source(), item.key());
      assertThat(chunk.terms())
          .usingElementComparator(Arrays::compare)
          .isEqualTo(
              ChunkTerms.of(
                  analysis,
                  heading,
                  chunk.stored(true).sentences().stream().map(Sentence::text).toList()));
    }
  }

  @Test
  void resemblesRealOnesInItsMeans() {
    double lines = mean(number -> corpus.chunk(number).lines().size());
    double mentions =
        mean(
            number ->
                corpus.chunk(number).lines().stream().mapToInt(it -> it.names().size()).sum());

    assertThat(lines).isCloseTo(5, within(0.5));
    assertThat(mentions).isCloseTo(5, within(0.5));
    assertThat(corpus.items()).isEqualTo(700);
    assertThat(IntStream.range(0, corpus.items()).flatMap(corpus::chunksOf))
        .containsExactlyElementsOf(IntStream.range(0, CHUNKS).boxed().toList());
  }

  @Test
  void putsQuestionsNearTheirTargets() {
    SyntheticQuestion question = corpus.question(1);

    assertThat(cosine(question.vector(), corpus.vector(question.target())))
        .isCloseTo(0.8, within(0.1));
    assertThat(question.text())
        .contains(corpus.item(corpus.chunk(question.target()).item()).title());
  }

  @Test
  void isStoredInTheOrderOfItsIds() {
    assertThat(
            LongStream.of(
                Arrays.stream(corpus.inStoredOrder())
                    .mapToLong(number -> corpus.chunk(number).id().value())
                    .toArray()))
        .hasSize(CHUNKS)
        .isSorted();
  }

  private static double mean(java.util.function.IntToDoubleFunction of) {
    return IntStream.range(0, CHUNKS).mapToDouble(of).average().orElseThrow();
  }

  private static double cosine(float[] one, float[] other) {
    return IntStream.range(0, one.length).mapToDouble(i -> one[i] * other[i]).sum();
  }
}
