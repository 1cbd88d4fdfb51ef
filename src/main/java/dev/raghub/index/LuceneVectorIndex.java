package dev.raghub.index;

import dev.raghub.corpus.Hidden;
import dev.raghub.corpus.ItemState;
import dev.raghub.workspace.Workspace;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.lucene.analysis.core.KeywordAnalyzer;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.KnnFloatVectorField;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.FloatVectorValues;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.index.VectorSimilarityFunction;
import org.apache.lucene.search.BooleanClause;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.KnnFloatVectorQuery;
import org.apache.lucene.search.MatchAllDocsQuery;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.VectorScorer;
import org.apache.lucene.util.Bits;

/// Vectors in Lucene's HNSW graph, where the database has no pgvector. The folder carries the
/// embedder's fingerprint, so that another embedder begins with an empty index.
final class LuceneVectorIndex extends LuceneProjection implements VectorIndex {
  private static final String VECTOR = "vector";
  private static final Comparator<ScoredChunk> NEAREST_FIRST =
      Comparator.comparingDouble(ScoredChunk::score).reversed().thenComparing(ScoredChunk::chunk);

  private final int exact;

  /// @param exact vectors up to which all are compared
  LuceneVectorIndex(Path root, String fingerprint, int exact) {
    super(new LuceneFolder(root, "vectors-" + fingerprint, KeywordAnalyzer::new));
    this.exact = exact;
  }

  @Override
  public List<ScoredChunk> nearest(
      Workspace workspace, float[] question, Hidden hidden, int limit) {
    return store(workspace)
        .search(
            searcher ->
                searcher.getIndexReader().numDocs() <= exact
                    ? all(searcher, question, hidden, limit)
                    : hits(searcher, approximate(question, hidden, limit), limit));
  }

  private static KnnFloatVectorQuery approximate(float[] question, Hidden hidden, int limit) {
    if (hidden.isEmpty()) {
      return new KnnFloatVectorQuery(VECTOR, question, limit);
    }
    BooleanQuery.Builder readable =
        new BooleanQuery.Builder().add(MatchAllDocsQuery.INSTANCE, BooleanClause.Occur.MUST);
    LuceneColumns.hide(readable, hidden);
    return new KnnFloatVectorQuery(VECTOR, question, limit, readable.build());
  }

  @Override
  List<Document> documents(ItemState state) {
    List<Document> documents = new ArrayList<>();
    for (ItemState.EmbeddedChunk chunk : state.chunks()) {
      chunk
          .vector()
          .ifPresent(
              vector -> {
                Document document = document(state.id(), chunk.chunk().id());
                document.add(
                    new KnnFloatVectorField(VECTOR, vector, VectorSimilarityFunction.COSINE));
                documents.add(document);
              });
    }
    return documents;
  }

  /// Compares every vector: exact, so that a small workspace misses nothing and ranks the same
  /// whatever its history of edits.
  private static List<ScoredChunk> all(
      IndexSearcher searcher, float[] question, Hidden hidden, int limit) throws IOException {
    int[] documents = new int[searcher.getIndexReader().maxDoc()];
    float[] scores = new float[documents.length];
    int found = 0;
    for (LeafReaderContext leaf : searcher.getIndexReader().leaves()) {
      FloatVectorValues vectors = leaf.reader().getFloatVectorValues(VECTOR);
      if (vectors != null) {
        Bits alive = leaf.reader().getLiveDocs();
        NumericDocValues items = DocValues.getNumeric(leaf.reader(), "item_id");
        VectorScorer scorer = vectors.scorer(question);
        DocIdSetIterator each = scorer.iterator();
        while (each.nextDoc() != DocIdSetIterator.NO_MORE_DOCS) {
          if ((alive == null || alive.get(each.docID()))
              && (hidden.isEmpty()
                  || (items.advanceExact(each.docID()) && !hidden.has(items.longValue())))) {
            documents[found] = leaf.docBase + each.docID();
            scores[found++] = scorer.score();
          }
        }
      }
    }
    if (found == 0) {
      return List.of();
    }
    float least = least(Arrays.copyOf(scores, found), limit);
    int[] near = IntStream.range(0, found).filter(i -> scores[i] >= least).toArray();
    return nearest(
        searcher,
        IntStream.of(near).map(i -> documents[i]).toArray(),
        IntStream.of(near).mapToDouble(i -> scores[i]).toArray(),
        limit);
  }

  /// The score of the last that is wanted.
  private static float least(float[] scores, int limit) {
    Arrays.sort(scores);
    return scores[Math.max(0, scores.length - limit)];
  }

  private static List<ScoredChunk> hits(
      IndexSearcher searcher, KnnFloatVectorQuery query, int limit) throws IOException {
    ScoreDoc[] hits = searcher.search(query, limit).scoreDocs;
    return nearest(
        searcher,
        Arrays.stream(hits).mapToInt(hit -> hit.doc).toArray(),
        Arrays.stream(hits).mapToDouble(hit -> hit.score).toArray(),
        limit);
  }

  /// @param scores Lucene's, which are (1 + cosine) / 2
  private static List<ScoredChunk> nearest(
      IndexSearcher searcher, int[] documents, double[] scores, int limit) throws IOException {
    double[] cosines = Arrays.stream(scores).map(score -> 2 * score - 1).toArray();
    return new LuceneColumns(searcher, documents)
        .chunks(cosines, new double[documents.length]).stream()
            .sorted(NEAREST_FIRST)
            .limit(limit)
            .toList();
  }
}
