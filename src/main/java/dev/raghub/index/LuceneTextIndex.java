package dev.raghub.index;

import dev.raghub.analysis.LuceneAnalysis;
import dev.raghub.analysis.TermWeight;
import dev.raghub.corpus.Chunk;
import dev.raghub.corpus.Hidden;
import dev.raghub.corpus.Item;
import dev.raghub.corpus.ItemState;
import dev.raghub.corpus.RowLabel;
import dev.raghub.workspace.Workspace;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.NumericDocValuesField;
import org.apache.lucene.document.TextField;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.BoostQuery;
import org.apache.lucene.search.CollectionStatistics;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.search.similarities.BM25Similarity;

/// BM25 over passages: title (counted twice), text, and the label: what the row is and its key, by
/// which people ask for "order 10248". score(passage) = Σ over the question's terms of w · (2 ·
/// bm25(title) + bm25(text) + bm25(label)), w = [LuceneAnalysis#importance].
@Singleton
public class LuceneTextIndex extends LuceneProjection {
  private static final int MAX_TERMS = 64;
  private static final Map<String, Float> BOOSTS = Map.of("title", 2f, "text", 1f, "label", 1f);
  private static final BM25Similarity PASSAGE_SIMILARITY = new BM25Similarity(1.2f, 0.75f);

  /// For queries whose boosts weigh the terms.
  private static final BM25Similarity WEIGHED_ALREADY =
      new BM25Similarity(1.2f, 0.75f) {
        @Override
        protected float idf(long holding, long passages) {
          return 1;
        }
      };

  private final LuceneAnalysis analysis = new LuceneAnalysis();

  LuceneTextIndex(IndexSettings settings) {
    super(new LuceneFolder(settings.folder(), "text", LuceneAnalysis::new));
  }

  /// At most `limit` chunks that are not hidden, by BM25 of their passage; ties by chunk id. What
  /// is hidden counts in how rare a term is. The question is text: it has no syntax.
  public List<ScoredChunk> passages(
      Workspace workspace, String question, Hidden hidden, int limit) {
    Set<String> terms = analysis.terms(question, MAX_TERMS);
    if (terms.isEmpty()) {
      return List.of();
    }
    BooleanQuery.Builder query = new BooleanQuery.Builder();
    for (String term : terms) {
      BOOSTS.forEach(
          (field, boost) ->
              query.add(
                  new BoostQuery(
                      new TermQuery(new Term(field, term)), boost * analysis.importance(term)),
                  BooleanClause.Occur.SHOULD));
    }
    LuceneColumns.hide(query, hidden);
    return store(workspace)
        .search(searcher -> hits(searcher, query.build(), weights(searcher, terms), limit));
  }

  /// For each term of the question, its inverse document frequency among the workspace's passages,
  /// ln(1 + (N - n + 0.5) / (n + 0.5)), times its importance; a term that none holds has the weight
  /// of n = 0.
  public Map<String, TermWeight> weights(Workspace workspace, String question) {
    Set<String> terms = analysis.terms(question, MAX_TERMS);
    return store(workspace).search(searcher -> weights(searcher, terms));
  }

  private Map<String, TermWeight> weights(LuceneLiveSearcher searcher, Set<String> terms)
      throws IOException {
    Map<String, TermWeight> weights = new LinkedHashMap<>();
    CollectionStatistics passages = searcher.collectionStatistics("text");
    double all = passages == null ? 1 : Math.max(1, passages.docCount());
    for (String term : terms) {
      double holding = holding(searcher, term);
      double rarity = Math.log(1 + Math.max(0, all - holding + 0.5) / (holding + 0.5));
      weights.put(term, new TermWeight(analysis.importance(term) * rarity, holding > 0));
    }
    return weights;
  }

  private static int holding(LuceneLiveSearcher searcher, String term) throws IOException {
    int holding = 0;
    for (String field : BOOSTS.keySet()) {
      holding = Math.max(holding, searcher.livingDocuments(new Term(field, term)));
    }
    return holding;
  }

  /// In how many passages each term of the question stands, for whoever weighs terms over several
  /// workspaces.
  public TermCounts counts(Workspace workspace, String question) {
    Set<String> terms = analysis.terms(question, MAX_TERMS);
    return store(workspace)
        .search(
            searcher -> {
              CollectionStatistics passages = searcher.collectionStatistics("text");
              Map<String, Integer> holding = new LinkedHashMap<>();
              for (String term : terms) {
                holding.put(term, holding(searcher, term));
              }
              return new TermCounts(passages == null ? 0 : passages.docCount(), holding);
            });
  }

  /// As [#passages], with weights that were counted over several workspaces in place of this one's,
  /// so that scores of one and another compare. What is vouched for is each passage's share of the
  /// question, whatever it is.
  public List<ScoredChunk> weighted(
      Workspace workspace, Map<String, TermWeight> weights, Hidden hidden, int limit) {
    BooleanQuery.Builder query = new BooleanQuery.Builder();
    weights.forEach(
        (term, weight) -> {
          if (weight.known()) {
            BOOSTS.forEach(
                (field, boost) ->
                    query.add(
                        new BoostQuery(
                            new TermQuery(new Term(field, term)), boost * (float) weight.weight()),
                        BooleanClause.Occur.SHOULD));
          }
        });
    LuceneColumns.hide(query, hidden);
    return store(workspace).search(searcher -> weighted(searcher, query.build(), weights, limit));
  }

  private static List<ScoredChunk> weighted(
      LuceneLiveSearcher searcher, Query query, Map<String, TermWeight> weights, int limit)
      throws IOException {
    ScoreDoc[] hits = searcher.ranking(WEIGHED_ALREADY).search(query, limit).scoreDocs;
    int[] documents = Arrays.stream(hits).mapToInt(hit -> hit.doc).toArray();
    double[] scores = Arrays.stream(hits).mapToDouble(hit -> hit.score).toArray();
    double[] shares =
        new LuceneCoverage(searcher, weights, List.copyOf(BOOSTS.keySet())).ofAll(documents);
    return new LuceneColumns(searcher, documents).chunks(scores, shares);
  }

  /// The different terms of a text, as the index sees them.
  public Set<String> terms(String text) {
    return analysis.terms(text, Integer.MAX_VALUE);
  }

  @Override
  List<Document> documents(ItemState state) {
    List<Document> documents = new ArrayList<>();
    state
        .item()
        .ifPresent(
            item -> state.chunks().forEach(chunk -> addChunk(documents, item, chunk.chunk())));
    return documents;
  }

  private static void addChunk(List<Document> documents, Item item, Chunk chunk) {
    Document passage = document(item.id(), chunk.id());
    passage.add(new TextField("title", item.title(), Field.Store.NO));
    passage.add(new TextField("text", chunk.text(), Field.Store.NO));
    passage.add(new TextField("label", RowLabel.of(item.source(), item.key()), Field.Store.NO));
    boolean hasFields = chunk.sentences().stream().anyMatch(sentence -> !sentence.free());
    passage.add(new NumericDocValuesField("vouched", hasFields || !chunk.embed() ? 1 : 0));
    documents.add(passage);
  }

  private static List<ScoredChunk> hits(
      LuceneLiveSearcher searcher, Query query, Map<String, TermWeight> weights, int limit)
      throws IOException {
    searcher.setSimilarity(PASSAGE_SIMILARITY);
    ScoreDoc[] hits = searcher.search(query, limit).scoreDocs;
    int[] documents = Arrays.stream(hits).mapToInt(hit -> hit.doc).toArray();
    double[] scores = Arrays.stream(hits).mapToDouble(hit -> hit.score).toArray();
    LuceneColumns columns = new LuceneColumns(searcher, documents);
    double[] vouched = Arrays.stream(columns.values("vouched")).asDoubleStream().toArray();
    if (Arrays.stream(vouched).anyMatch(flag -> flag > 0)) {
      double[] coverage =
          new LuceneCoverage(searcher, weights, List.copyOf(BOOSTS.keySet())).of(documents);
      Arrays.setAll(vouched, i -> vouched[i] * coverage[i]);
    }
    return columns.chunks(scores, vouched).stream()
        .sorted(
            Comparator.comparingDouble(ScoredChunk::score)
                .reversed()
                .thenComparing(ScoredChunk::chunk))
        .toList();
  }
}
