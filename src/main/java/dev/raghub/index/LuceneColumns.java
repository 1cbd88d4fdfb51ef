package dev.raghub.index;

import dev.raghub.corpus.ChunkId;
import dev.raghub.corpus.Hidden;
import dev.raghub.corpus.ItemId;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.lucene.document.NumericDocValuesField;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.index.ReaderUtil;
import org.apache.lucene.search.BooleanClause;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.IndexSearcher;

/// What the doc values say of some documents: Lucene's numbers back to our ids. A column is read in
/// ascending order of the documents, as Lucene wants it, and opened once a segment.
final class LuceneColumns {
  private final List<LeafReaderContext> leaves;
  private final int[] documents;
  private final int[] ascending;

  LuceneColumns(IndexSearcher searcher, int[] documents) {
    this.leaves = searcher.getIndexReader().leaves();
    this.documents = documents;
    this.ascending =
        IntStream.range(0, documents.length)
            .boxed()
            .sorted(Comparator.comparingInt(i -> documents[i]))
            .mapToInt(Integer::intValue)
            .toArray();
  }

  /// Leaves hidden items out of a query.
  static void hide(BooleanQuery.Builder query, Hidden hidden) {
    if (!hidden.isEmpty()) {
      query.add(
          NumericDocValuesField.newSlowSetQuery("item_id", hidden.items()),
          BooleanClause.Occur.MUST_NOT);
    }
  }

  /// The documents as chunks, in their order.
  List<ScoredChunk> chunks(double[] scores, double[] vouched) throws IOException {
    long[] items = values("item_id");
    long[] chunks = values("chunk_id");
    List<ScoredChunk> scored = new ArrayList<>();
    for (int i = 0; i < documents.length; i++) {
      scored.add(
          new ScoredChunk(new ItemId(items[i]), new ChunkId(chunks[i]), scores[i], vouched[i]));
    }
    return scored;
  }

  /// A column of numbers, in the order of the documents.
  long[] values(String field) throws IOException {
    long[] values = new long[documents.length];
    int leaf = -1;
    NumericDocValues column = DocValues.emptyNumeric();
    for (int i : ascending) {
      int here = ReaderUtil.subIndex(documents[i], leaves);
      if (here != leaf) {
        leaf = here;
        column = DocValues.getNumeric(leaves.get(leaf).reader(), field);
      }
      if (!column.advanceExact(documents[i] - leaves.get(leaf).docBase)) {
        throw new IllegalStateException("a passage without " + field);
      }
      values[i] = column.longValue();
    }
    return values;
  }
}
