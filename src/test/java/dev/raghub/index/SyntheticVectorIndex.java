package dev.raghub.index;

import dev.raghub.bench.BenchFolder;
import dev.raghub.bench.Figure;
import dev.raghub.bench.SyntheticCorpus;
import dev.raghub.corpus.ChunkId;
import dev.raghub.corpus.Hidden;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// Cosine over a synthetic corpus, exact or by HNSW as the settings have it by default.
public final class SyntheticVectorIndex implements AutoCloseable {
  private static final String MODEL = "synthetic";
  private static final int SAMPLE = 40;

  final LuceneVectorIndex index;

  private SyntheticVectorIndex(Path folder, int exact) {
    this.index = new LuceneVectorIndex(folder, MODEL, exact);
  }

  /// Opens the corpus's index, written first if it is not there.
  ///
  /// @param most vectors; in a larger corpus every second chunk has one, or every third, and so on
  public static SyntheticVectorIndex open(SyntheticCorpus corpus, int most) {
    Path folder = folder(corpus, most);
    return new SyntheticVectorIndex(folder, SyntheticIndexing.settings(folder).exactVectors());
  }

  public List<ScoredChunk> nearest(float[] question, int limit) {
    return index.nearest(SyntheticIndexing.WORKSPACE, question, Hidden.NONE, limit);
  }

  @Override
  public void close() {
    index.close();
  }

  private static Path folder(SyntheticCorpus corpus, int most) {
    int every = every(corpus, most);
    return BenchFolder.of(
        corpus, SyntheticIndexing.kind("vectors-" + every), root -> make(corpus, every, root));
  }

  private static int every(SyntheticCorpus corpus, int most) {
    return Math.ceilDiv(corpus.chunks(), most);
  }

  private static void make(SyntheticCorpus corpus, int every, Path root) throws IOException {
    try (SyntheticVectorIndex made = new SyntheticVectorIndex(root, 0)) {
      SyntheticIndexing.write(made.index, corpus, every);
    }
    SyntheticIndexing.settle(root);
  }

  /// How large it is, and how many of the nearest chunks it finds, compared with all.
  public static List<Figure> figures(SyntheticCorpus corpus, int most, int limit)
      throws IOException {
    int chunks = corpus.chunks();
    Path folder = folder(corpus, most);
    List<Figure> figures =
        new ArrayList<>(SyntheticIndexing.figures(chunks, "vector index", folder));
    figures.add(Figure.count(chunks, "vectors", Math.ceilDiv(chunks, every(corpus, most))));
    List<Set<ChunkId>> exact =
        sample(corpus, new SyntheticVectorIndex(folder, Integer.MAX_VALUE), limit);
    List<Set<ChunkId>> usual = sample(corpus, open(corpus, most), limit);
    int found = 0;
    for (int i = 0; i < SAMPLE; i++) {
      usual.get(i).retainAll(exact.get(i));
      found += usual.get(i).size();
    }
    figures.add(
        Figure.count(chunks, "recall@%d of kNN".formatted(limit), (double) found / SAMPLE / limit));
    return figures;
  }

  private static List<Set<ChunkId>> sample(
      SyntheticCorpus corpus, SyntheticVectorIndex index, int limit) {
    try (index) {
      return IntStream.range(0, SAMPLE)
          .mapToObj(i -> index.nearest(corpus.question(i).vector(), limit))
          .map(found -> found.stream().map(ScoredChunk::chunk).collect(Collectors.toSet()))
          .toList();
    }
  }
}
