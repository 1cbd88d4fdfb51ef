package dev.raghub.index;

import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.index.PostingsEnum;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.CollectionStatistics;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.TermStatistics;
import org.apache.lucene.search.similarities.Similarity;
import org.apache.lucene.util.Bits;
import org.apache.lucene.util.SmallFloat;

/// A searcher whose BM25 counts living documents only. Lucene's own statistics count deleted ones
/// until their segment is merged, so that a row that was written again would weigh twice for a
/// while and scores would depend on the history of edits. Lengths are those that the norms keep,
/// rounded as BM25 itself sees them.
final class LuceneLiveSearcher extends IndexSearcher {
  /// The most terms whose counts one searcher keeps; it lives until the next change.
  private static final int MAX_COUNTED = 20_000;

  private final Map<LeafField, Lengths> lengths;
  private final Map<Term, Integer> counted;

  /// @param lengths kept from searcher to searcher, since most segments stay as they are
  LuceneLiveSearcher(IndexReader reader, Map<LeafField, Lengths> lengths) {
    this(reader, lengths, new ConcurrentHashMap<>());
  }

  private LuceneLiveSearcher(
      IndexReader reader, Map<LeafField, Lengths> lengths, Map<Term, Integer> counted) {
    super(reader);
    this.lengths = lengths;
    this.counted = counted;
  }

  /// Another searcher of the same documents, which ranks in its own way while this one goes on.
  LuceneLiveSearcher ranking(Similarity similarity) {
    LuceneLiveSearcher other = new LuceneLiveSearcher(getIndexReader(), lengths, counted);
    other.setSimilarity(similarity);
    return other;
  }

  /// A place to keep what was counted.
  static Map<LeafField, Lengths> memory() {
    return new ConcurrentHashMap<>();
  }

  @Override
  public TermStatistics termStatistics(Term term, int docFreq, long totalTermFreq)
      throws IOException {
    int living = Math.max(1, livingDocuments(term));
    return new TermStatistics(term.bytes(), living, Math.max(living, totalTermFreq));
  }

  @Override
  public CollectionStatistics collectionStatistics(String field) throws IOException {
    long documents = 0;
    long terms = 0;
    for (LeafReaderContext leaf : getIndexReader().leaves()) {
      Lengths here = lengths(leaf.reader(), field);
      documents += here.documents();
      terms += here.terms();
    }
    return documents == 0
        ? super.collectionStatistics(field)
        : new CollectionStatistics(
            field, getIndexReader().maxDoc(), documents, Math.max(terms, documents), documents);
  }

  /// In how many living documents a term stands.
  int livingDocuments(Term term) throws IOException {
    Integer known = counted.get(term);
    if (known != null) {
      return known;
    }
    int living = count(term);
    if (counted.size() < MAX_COUNTED) {
      counted.put(term, living);
    }
    return living;
  }

  private int count(Term term) throws IOException {
    int living = 0;
    for (LeafReaderContext leaf : getIndexReader().leaves()) {
      LeafReader reader = leaf.reader();
      int all = reader.docFreq(term);
      Bits alive = reader.getLiveDocs();
      living += all == 0 || alive == null ? all : all - deleted(reader, term, alive);
    }
    return living;
  }

  private static int deleted(LeafReader reader, Term term, Bits alive) throws IOException {
    PostingsEnum postings = reader.postings(term, PostingsEnum.NONE);
    int deleted = 0;
    if (postings != null) {
      while (postings.nextDoc() != DocIdSetIterator.NO_MORE_DOCS) {
        deleted += alive.get(postings.docID()) ? 0 : 1;
      }
    }
    return deleted;
  }

  private Lengths lengths(LeafReader reader, String field) throws IOException {
    IndexReader.CacheHelper helper = reader.getReaderCacheHelper();
    if (helper == null) {
      return count(reader, field);
    }
    LeafField key = new LeafField(helper.getKey(), field);
    Lengths known = lengths.get(key);
    if (known == null) {
      known = count(reader, field);
      lengths.put(key, known);
      helper.addClosedListener(closed -> lengths.remove(key));
    }
    return known;
  }

  private static Lengths count(LeafReader reader, String field) throws IOException {
    NumericDocValues norms = reader.getNormValues(field);
    Bits alive = reader.getLiveDocs();
    long documents = 0;
    long terms = 0;
    if (norms != null) {
      while (norms.nextDoc() != DocIdSetIterator.NO_MORE_DOCS) {
        if (alive == null || alive.get(norms.docID())) {
          documents++;
          terms += SmallFloat.byte4ToInt((byte) norms.longValue());
        }
      }
    }
    return new Lengths(documents, terms);
  }

  /// A field of a segment with its deletions.
  record LeafField(IndexReader.CacheKey leaf, String field) {}

  /// @param documents living ones that have the field
  /// @param terms that they have in it together
  record Lengths(long documents, long terms) {}
}
