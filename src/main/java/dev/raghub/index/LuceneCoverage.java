package dev.raghub.index;

import dev.raghub.analysis.TermWeight;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.PostingsEnum;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.IndexSearcher;

/// How much of a question some documents say: the share of the question's weight, 0 to 1, whose
/// terms stand in one of the fields. Terms that none of these documents has do not count: no
/// vocabulary is that of its questions ("handled", "belongs to").
final class LuceneCoverage {
  private final List<LeafReaderContext> leaves;
  private final Map<String, TermWeight> weights;
  private final List<String> fields;

  LuceneCoverage(IndexSearcher searcher, Map<String, TermWeight> weights, List<String> fields) {
    this.leaves = searcher.getIndexReader().leaves();
    this.weights = weights;
    this.fields = fields;
  }

  /// The coverage of each of these documents, in their order.
  double[] of(int[] documents) throws IOException {
    return shares(documents, false);
  }

  /// The same as shares of the whole question: what none of them has counts as well.
  double[] ofAll(int[] documents) throws IOException {
    return shares(documents, true);
  }

  private double[] shares(int[] documents, boolean whole) throws IOException {
    int[] ascending = IntStream.of(documents).sorted().toArray();
    double all = 0;
    double[] coverage = new double[documents.length];
    for (Map.Entry<String, TermWeight> weight : weights.entrySet()) {
      Set<Integer> holding = holding(weight.getKey(), ascending);
      double weighs = weight.getValue().weight();
      all += holding.isEmpty() && !whole ? 0 : weighs;
      for (int i = 0; i < documents.length; i++) {
        coverage[i] += holding.contains(documents[i]) ? weighs : 0;
      }
    }
    for (int i = 0; i < documents.length; i++) {
      coverage[i] = all == 0 ? 0 : coverage[i] / all;
    }
    return coverage;
  }

  private Set<Integer> holding(String term, int[] ascending) throws IOException {
    Set<Integer> holding = new HashSet<>();
    for (LeafReaderContext leaf : leaves) {
      for (String field : fields) {
        PostingsEnum postings = leaf.reader().postings(new Term(field, term), PostingsEnum.NONE);
        if (postings != null) {
          addCommon(holding, leaf, postings, ascending);
        }
      }
    }
    return holding;
  }

  private static void addCommon(
      Set<Integer> holding, LeafReaderContext leaf, PostingsEnum postings, int[] ascending)
      throws IOException {
    int at = -1;
    for (int document : ascending) {
      int local = document - leaf.docBase;
      if (local < 0 || local >= leaf.reader().maxDoc()) {
        continue;
      }
      at = at < local ? postings.advance(local) : at;
      if (at == DocIdSetIterator.NO_MORE_DOCS) {
        return;
      }
      if (at == local) {
        holding.add(document);
      }
    }
  }
}
