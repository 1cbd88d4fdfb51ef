package dev.raghub.index;

import dev.raghub.corpus.ChunkId;
import dev.raghub.corpus.ItemId;
import java.io.IOException;
import java.util.List;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.index.ReaderUtil;
import org.apache.lucene.search.IndexSearcher;

/// Lucene's document numbers back to our ids, through doc values.
final class LuceneChunkIds {
  private final List<LeafReaderContext> leaves;

  LuceneChunkIds(IndexSearcher searcher) {
    this.leaves = searcher.getIndexReader().leaves();
  }

  ScoredChunk chunk(int document, double score) throws IOException {
    return chunk(document, score, 0);
  }

  ScoredChunk chunk(int document, double score, double vouched) throws IOException {
    LeafReaderContext leaf = leaves.get(ReaderUtil.subIndex(document, leaves));
    int local = document - leaf.docBase;
    return new ScoredChunk(
        new ItemId(value(leaf, "item_id", local)),
        new ChunkId(value(leaf, "chunk_id", local)),
        score,
        vouched);
  }

  boolean vouched(int document) throws IOException {
    LeafReaderContext leaf = leaves.get(ReaderUtil.subIndex(document, leaves));
    return value(leaf, "vouched", document - leaf.docBase) == 1;
  }

  private static long value(LeafReaderContext leaf, String field, int document) throws IOException {
    NumericDocValues values = DocValues.getNumeric(leaf.reader(), field);
    if (!values.advanceExact(document)) {
      throw new IllegalStateException("a passage without " + field);
    }
    return values.longValue();
  }
}
