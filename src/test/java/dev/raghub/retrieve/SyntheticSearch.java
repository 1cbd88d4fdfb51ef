package dev.raghub.retrieve;

import dev.raghub.analysis.LuceneAnalysis;
import dev.raghub.analysis.QuestionTerms;
import dev.raghub.bench.BenchSeed;
import dev.raghub.bench.SyntheticCorpus;
import dev.raghub.bench.SyntheticEmbedder;
import dev.raghub.bench.SyntheticQuestion;
import dev.raghub.graph.GraphSnapshot;
import dev.raghub.graph.SyntheticGraph;
import dev.raghub.index.ScoredChunk;
import dev.raghub.index.SyntheticTextIndex;
import dev.raghub.index.SyntheticVectorIndex;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Future;

/// Searches a synthetic corpus as [Search] does, without PostgreSQL and with questions that are
/// embedded already.
final class SyntheticSearch implements AutoCloseable {
  private static final int DEPTH = 100;
  private static final Duration DEADLINE = Duration.ofMinutes(1);

  private final SyntheticCorpus corpus;
  private final GraphSnapshot graph;
  private final SyntheticTextIndex text;
  private final SyntheticVectorIndex vectors;
  private final SyntheticEmbedder embedder = new SyntheticEmbedder();
  private final FieldVectors fields = new FieldVectors(embedder);
  private final LuceneAnalysis analysis = new LuceneAnalysis();

  /// @param vectors at most
  /// @param edits items that changed since the graph was loaded
  SyntheticSearch(int chunks, int vectors, int edits) {
    this.corpus = BenchSeed.corpus(chunks);
    GraphSnapshot loaded = SyntheticGraph.of(corpus);
    this.graph = edits == 0 ? loaded : SyntheticGraph.edited(loaded, corpus, edits);
    this.text = SyntheticTextIndex.open(corpus);
    this.vectors = SyntheticVectorIndex.open(corpus, vectors);
  }

  SyntheticCorpus corpus() {
    return corpus;
  }

  /// As [Search#run], with its legs beside each other.
  Search.Found search(SyntheticQuestion question) {
    try (Legs legs = new Legs(DEADLINE)) {
      Future<List<ScoredChunk>> lexical = legs.start(() -> text.passages(question.text(), DEPTH));
      Future<List<ScoredChunk>> dense = legs.start(() -> vectors.nearest(question.vector(), DEPTH));
      Future<GraphSnapshot> atHand = legs.start(() -> graph);
      List<ScoredChunk> byWords = legs.await("bm25", lexical).orElseThrow();
      List<ScoredChunk> byMeaning = legs.await("dense", dense).orElseThrow();
      Optional<GraphSnapshot> snapshot = legs.await("graph", atHand);
      Future<AskedFields> asked =
          legs.start(
              () -> AskedFields.of(graph, question.vector(), fields.of(graph.fields().keySet())));
      return new Search.Found(
          byWords, byMeaning, snapshot, legs.await("fields", asked), legs.missed());
    }
  }

  QuestionTerms terms(SyntheticQuestion question) {
    return QuestionTerms.of(text.weights(question.text()));
  }

  Pool pool(Search.Found found) {
    return new Pool(graph, found, DenseScale.of(found.dense(), DEPTH, embedder.cosines()));
  }

  GraphRanking ranking(Asked asked) {
    return new GraphRanking(
        pool(asked.found()),
        asked.terms(),
        asked.found().asked().orElseThrow(),
        asked.question().text(),
        analysis);
  }

  /// A question with what the legs have brought for it.
  Asked asked(SyntheticQuestion question) {
    return new Asked(question, search(question), terms(question));
  }

  @Override
  public void close() {
    text.close();
    vectors.close();
  }

  /// What is there before the ranking begins.
  record Asked(SyntheticQuestion question, Search.Found found, QuestionTerms terms) {}
}
