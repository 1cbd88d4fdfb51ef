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
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.VectorSimilarityFunction;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.KnnFloatVectorQuery;
import org.apache.lucene.search.ScoreDoc;

/// Vectors in Lucene's HNSW graph, where the database has no pgvector. The folder carries the
/// embedder's fingerprint, so that another embedder begins with an empty index.
final class LuceneVectorIndex implements VectorIndex, AutoCloseable {
  private static final String VECTOR = "vector";

  private final LuceneFolder folder;

  LuceneVectorIndex(Path root, String fingerprint) {
    this.folder = new LuceneFolder(root, "vectors-" + fingerprint, KeywordAnalyzer::new);
  }

  @Override
  public List<ScoredChunk> nearest(Workspace workspace, float[] question, int limit) {
    return folder
        .of(workspace)
        .search(
            searcher -> hits(searcher, new KnnFloatVectorQuery(VECTOR, question, limit), limit));
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

  private static List<ScoredChunk> hits(
      IndexSearcher searcher, KnnFloatVectorQuery query, int limit) throws IOException {
    LuceneChunkIds ids = new LuceneChunkIds(searcher);
    List<ScoredChunk> chunks = new ArrayList<>();
    for (ScoreDoc hit : Arrays.asList(searcher.search(query, limit).scoreDocs)) {
      // Lucene's cosine score is (1 + cosine) / 2.
      chunks.add(ids.chunk(hit.doc, 2 * hit.score - 1));
    }
    chunks.sort(
        Comparator.comparingDouble(ScoredChunk::score)
            .reversed()
            .thenComparing(ScoredChunk::chunk));
    return chunks;
  }
}
