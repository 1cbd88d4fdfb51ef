package dev.raghub.index;

import dev.raghub.analysis.TermWeight;
import dev.raghub.bench.BenchFolder;
import dev.raghub.bench.Figure;
import dev.raghub.bench.SyntheticCorpus;
import dev.raghub.corpus.Hidden;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// BM25 over a synthetic corpus.
public final class SyntheticTextIndex implements AutoCloseable {
  final LuceneTextIndex index;

  private SyntheticTextIndex(LuceneTextIndex index) {
    this.index = index;
  }

  /// Opens the corpus's index, written first if it is not there.
  public static SyntheticTextIndex open(SyntheticCorpus corpus) {
    Path folder =
        BenchFolder.of(corpus, SyntheticIndexing.kind("text"), root -> make(corpus, root));
    return new SyntheticTextIndex(new LuceneTextIndex(SyntheticIndexing.settings(folder)));
  }

  public List<ScoredChunk> passages(String question, int limit) {
    return index.passages(SyntheticIndexing.WORKSPACE, question, Hidden.NONE, limit);
  }

  public Map<String, TermWeight> weights(String question) {
    return index.weights(SyntheticIndexing.WORKSPACE, question);
  }

  @Override
  public void close() {
    index.close();
  }

  private static void make(SyntheticCorpus corpus, Path root) throws IOException {
    LuceneTextIndex index = new LuceneTextIndex(SyntheticIndexing.settings(root));
    SyntheticIndexing.write(index, corpus, 0);
    index.close();
    SyntheticIndexing.settle(root);
  }

  /// How large it is.
  public static List<Figure> figures(SyntheticCorpus corpus) throws IOException {
    Path folder =
        BenchFolder.of(corpus, SyntheticIndexing.kind("text"), root -> make(corpus, root));
    return SyntheticIndexing.figures(corpus.chunks(), "text index", folder);
  }
}
