package dev.raghub.index;

import dev.raghub.bench.BenchFolder;
import dev.raghub.bench.SyntheticCorpus;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// Cosine over a synthetic corpus, exact or by HNSW as the settings have it by default.
public final class SyntheticVectorIndex implements AutoCloseable {
  private static final String MODEL = "synthetic";
  private static final int SAMPLE = 40;
  private static final int NANOS_PER_MICRO = 1_000;

  private final LuceneVectorIndex index;

  private SyntheticVectorIndex(Path folder, int exact) {
    this.index = new LuceneVectorIndex(folder, MODEL, exact);
  }

  /// Opens the corpus's index, written first if it is not there.
  ///
  /// @param most vectors; in a larger corpus every second chunk has one, or every third, and so on
  public static SyntheticVectorIndex open(SyntheticCorpus corpus, int most) {
    Path folder = folder(corpus, most);
    return new SyntheticVectorIndex(folder, new SyntheticSettings(folder).exactVectors());
  }

  public List<ScoredChunk> nearest(float[] question, int limit) {
    return index.nearest(SyntheticIndexing.WORKSPACE, question, limit);
  }

  @Override
  public void close() {
    index.close();
  }

  private static Path folder(SyntheticCorpus corpus, int most) {
    int every = Math.ceilDiv(corpus.chunks(), most);
    return BenchFolder.of(corpus, "vectors-" + every, root -> make(corpus, every, root));
  }

  private static void make(SyntheticCorpus corpus, int every, Path root) throws IOException {
    try (SyntheticVectorIndex made = new SyntheticVectorIndex(root, 0)) {
      SyntheticIndexing.write(made.index, corpus, every);
    }
    SyntheticIndexing.settle(root);
  }

  /// Notes how large it is, and how many of the nearest chunks it finds, compared with all.
  public static void note(SyntheticCorpus corpus, int most, int limit) throws IOException {
    Path folder = folder(corpus, most);
    int chunks = corpus.chunks();
    int every = Math.ceilDiv(chunks, most);
    BenchFolder.note(chunks, "vectors", Math.ceilDiv(chunks, every), "");
    BenchFolder.note(chunks, "vector index on disk", BenchFolder.bytes(folder), "bytes");
    BenchFolder.note(chunks, "vector index segments", SyntheticIndexing.segments(folder), "");
    List<float[]> questions =
        IntStream.range(0, SAMPLE).mapToObj(i -> corpus.question(i).vector()).toList();
    List<Set<ScoredChunk>> exact;
    try (SyntheticVectorIndex all = new SyntheticVectorIndex(folder, Integer.MAX_VALUE)) {
      questions.forEach(vector -> all.nearest(vector, limit));
      long start = System.nanoTime();
      exact = questions.stream().map(vector -> chunks(all, vector, limit)).toList();
      double each = (double) (System.nanoTime() - start) / NANOS_PER_MICRO / SAMPLE;
      BenchFolder.note(chunks, "comparing all vectors, mean", each, "µs");
    }
    int wanted = 0;
    int found = 0;
    try (SyntheticVectorIndex usual = open(corpus, most)) {
      for (int i = 0; i < SAMPLE; i++) {
        Set<ScoredChunk> both = new HashSet<>(chunks(usual, questions.get(i), limit));
        wanted += exact.get(i).size();
        both.retainAll(exact.get(i));
        found += both.size();
      }
    }
    BenchFolder.note(chunks, "recall@" + limit + " of the dense leg", (double) found / wanted, "");
  }

  private static Set<ScoredChunk> chunks(SyntheticVectorIndex index, float[] question, int limit) {
    return index.nearest(question, limit).stream()
        .map(found -> new ScoredChunk(found.item(), found.chunk(), 0, 0))
        .collect(Collectors.toSet());
  }
}
