package dev.raghub.index;

import dev.raghub.bench.DefaultSettings;
import dev.raghub.bench.SyntheticCorpus;
import dev.raghub.corpus.PostgresCorpus;
import dev.raghub.corpus.SyntheticStore;
import dev.raghub.graph.Graphs;
import dev.raghub.model.Embedder;
import dev.raghub.observe.SyntheticObserver;

/// What is searched of a synthetic corpus; up to date.
public final class SyntheticIndexes implements AutoCloseable {
  private final SyntheticTextIndex text;
  private final SyntheticVectorIndex vectors;

  /// @param most see [SyntheticVectorIndex#open]
  public SyntheticIndexes(SyntheticCorpus corpus, int most) {
    this.text = SyntheticTextIndex.open(corpus);
    this.vectors = SyntheticVectorIndex.open(corpus, most);
  }

  public Indexes with(Graphs graphs, PostgresCorpus store, Embedder embedder) {
    return new Indexes(
        text.index,
        vectors.index,
        graphs,
        SyntheticStore.outbox(),
        store,
        embedder,
        DefaultSettings.of(IndexSettings.class),
        SyntheticObserver.get());
  }

  @Override
  public void close() {
    text.close();
    vectors.close();
  }
}
