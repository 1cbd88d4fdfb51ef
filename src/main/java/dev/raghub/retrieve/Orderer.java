package dev.raghub.retrieve;

import dev.raghub.analysis.LuceneAnalysis;
import dev.raghub.analysis.QuestionTerms;
import dev.raghub.answer.Question;
import dev.raghub.answer.Ranking;
import dev.raghub.corpus.PostgresCorpus;
import dev.raghub.graph.GraphSnapshot;
import dev.raghub.graph.PostgresEntityNames;
import dev.raghub.model.Embedder;
import dev.raghub.retrieve.Search.Found;
import dev.raghub.workspace.Workspace;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/// Orders what a search has found, as the question wants it. Where the graph is not at hand, its
/// rankings fall back to the fusion.
@ApplicationScoped
public class Orderer {
  private final Embedder embedder;
  private final RetrieveSettings settings;
  private final Explainer explainer;
  private final LuceneAnalysis analysis = new LuceneAnalysis();

  Orderer(
      Embedder embedder,
      RetrieveSettings settings,
      PostgresCorpus corpus,
      PostgresEntityNames names) {
    this.embedder = embedder;
    this.settings = settings;
    this.explainer = new Explainer(corpus, names);
  }

  Order order(Workspace workspace, Question question, Found found, QuestionTerms terms) {
    return switch (question.ranking()) {
      case BM25 -> Order.of(new Fusion(0).fuse(found.lexical(), List.of()));
      case DENSE -> Order.of(new Fusion(1).fuse(List.of(), found.dense()));
      case FUSION -> fused(found);
      case WALK, GRAPH ->
          found
              .graph()
              .map(graph -> overGraph(workspace, question, found, terms))
              .orElseGet(() -> fused(found));
    };
  }

  private Order fused(Found found) {
    return Order.of(new Fusion(settings.denseShare()).fuse(found.lexical(), found.dense()));
  }

  private Order overGraph(
      Workspace workspace, Question question, Found found, QuestionTerms terms) {
    GraphSnapshot graph = found.graph().orElseThrow();
    Pool pool = new Pool(graph, found, scale(found));
    GraphRanking ranking =
        new GraphRanking(
            pool, terms, found.asked().orElse(AskedFields.none(graph)), question.text(), analysis);
    List<Candidate> candidates =
        question.ranking() == Ranking.WALK ? ranking.walked() : ranking.ranked();
    return new Order(
        candidates.stream().map(Candidate::ranked).toList(),
        kept -> explainer.explain(workspace, graph, ranking, kept));
  }

  private DenseScale scale(Found found) {
    return DenseScale.of(found.dense(), settings.depth(), embedder.cosines());
  }
}
