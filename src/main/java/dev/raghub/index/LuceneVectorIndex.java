package dev.raghub.index;

import dev.raghub.corpus.ItemState;
import dev.raghub.workspace.Workspace;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.apache.lucene.analysis.core.KeywordAnalyzer;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.KnnFloatVectorField;
import org.apache.lucene.document.NumericDocValuesField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.index.FloatVectorValues;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.VectorSimilarityFunction;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.KnnFloatVectorQuery;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.VectorScorer;
import org.apache.lucene.util.Bits;

/// Vectors in Lucene's HNSW graph, where the database has no pgvector. The folder carries the
/// embedder's fingerprint, so that another embedder begins with an empty index.
final class LuceneVectorIndex implements VectorIndex, AutoCloseable {
  private static final String VECTOR = "vector";
  private static final Comparator<ScoredChunk> NEAREST_FIRST =
      Comparator.comparingDouble(ScoredChunk::score).reversed().thenComparing(ScoredChunk::chunk);

  private final LuceneFolder folder;
  private final int exact;

  /// @param exact vectors up to which all are compared
  LuceneVectorIndex(Path root, String fingerprint, int exact) {
    this.exact = exact;
    this.folder = new LuceneFolder(root, "vectors-" + fingerprint, KeywordAnalyzer::new);
  }

  @Override
  public List<ScoredChunk> nearest(Workspace workspace, float[] question, int limit) {
    return folder
        .of(workspace)
        .search(
            searcher ->
                searcher.getIndexReader().numDocs() <= exact
                    ? all(searcher, question, limit)
                    : hits(searcher, new KnnFloatVectorQuery(VECTOR, question, limit), limit));
  }

  @Override
  public long applied(Workspace workspace) {
    return folder.of(workspace).applied();
  }

  @Override
  public void apply(Workspace workspace, List<ItemState> items, long revision) {
    folder
        .of(workspace)
        .change(
            revision,
            writer -> {
              for (ItemState item : items) {
                replace(writer, item);
              }
            });
  }

  @Override
  public void erase(Workspace workspace) {
    folder.erase(workspace);
  }

  @Override
  public void close() {
    folder.close();
  }

  private static void replace(IndexWriter writer, ItemState state) throws IOException {
    List<Document> documents = new ArrayList<>();
    String item = Long.toString(state.id().value());
    for (ItemState.EmbeddedChunk chunk : state.chunks()) {
      chunk
          .vector()
          .ifPresent(
              vector -> {
                Document document = new Document();
                document.add(new StringField("item", item, Field.Store.NO));
                document.add(new NumericDocValuesField("item_id", state.id().value()));
                document.add(new NumericDocValuesField("chunk_id", chunk.chunk().id().value()));
                document.add(
                    new KnnFloatVectorField(VECTOR, vector, VectorSimilarityFunction.COSINE));
                documents.add(document);
              });
    }
    LuceneStore.replace(writer, "item", item, documents);
  }

  /// Compares every vector: exact, so that a small workspace misses nothing and ranks the same
  /// whatever its history of edits.
  private static List<ScoredChunk> all(IndexSearcher searcher, float[] question, int limit)
      throws IOException {
    int[] documents = new int[searcher.getIndexReader().maxDoc()];
    float[] scores = new float[documents.length];
    int found = 0;
    for (LeafReaderContext leaf : searcher.getIndexReader().leaves()) {
      FloatVectorValues vectors = leaf.reader().getFloatVectorValues(VECTOR);
      if (vectors != null) {
        Bits alive = leaf.reader().getLiveDocs();
        VectorScorer scorer = vectors.scorer(question);
        DocIdSetIterator each = scorer.iterator();
        while (each.nextDoc() != DocIdSetIterator.NO_MORE_DOCS) {
          if (alive == null || alive.get(each.docID())) {
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
    LuceneChunkIds ids = new LuceneChunkIds(searcher);
    List<ScoredChunk> chunks = new ArrayList<>();
    for (int i = 0; i < found; i++) {
      if (scores[i] >= least) {
        chunks.add(ids.chunk(documents[i], 2 * scores[i] - 1));
      }
    }
    chunks.sort(NEAREST_FIRST);
    return List.copyOf(chunks.subList(0, Math.min(limit, chunks.size())));
  }

  /// The score of the last that is wanted.
  private static float least(float[] scores, int limit) {
    Arrays.sort(scores);
    return scores[Math.max(0, scores.length - limit)];
  }

  private static List<ScoredChunk> hits(
      IndexSearcher searcher, KnnFloatVectorQuery query, int limit) throws IOException {
    LuceneChunkIds ids = new LuceneChunkIds(searcher);
    List<ScoredChunk> chunks = new ArrayList<>();
    for (ScoreDoc hit : Arrays.asList(searcher.search(query, limit).scoreDocs)) {
      // Lucene's cosine score is (1 + cosine) / 2.
      chunks.add(ids.chunk(hit.doc, 2 * hit.score - 1));
    }
    chunks.sort(NEAREST_FIRST);
    return chunks;
  }
}
