package dev.raghub.retrieve;

import dev.raghub.analysis.LuceneAnalysis;
import dev.raghub.analysis.QuestionTerms;
import dev.raghub.answer.Passage;
import dev.raghub.answer.Question;
import dev.raghub.answer.Retrieval;
import dev.raghub.index.Indexes;
import dev.raghub.observe.StageClock;
import dev.raghub.retrieve.Search.Found;
import dev.raghub.workspace.Workspace;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/// From a question to passages.
@ApplicationScoped
public class Retriever {
  private final Indexes indexes;
  private final Search search;
  private final Orderer orderer;
  private final PassageLoader loader;
  private final StageClock clock;
  private final LuceneAnalysis analysis = new LuceneAnalysis();

  Retriever(
      Indexes indexes, Search search, Orderer orderer, PassageLoader loader, StageClock clock) {
    this.indexes = indexes;
    this.search = search;
    this.orderer = orderer;
    this.loader = loader;
    this.clock = clock;
  }

  /// The best passages for a question. NO_RETRIEVAL_LEG when no leg could search.
  public Retrieval retrieve(Workspace workspace, Question question) {
    long behind = clock.time("refresh", () -> indexes.refresh(workspace));
    Found found = search.run(workspace, question);
    QuestionTerms terms = QuestionTerms.of(indexes.weights(workspace, question.text()));
    Order order = clock.time("rank", () -> orderer.order(workspace, question, found, terms));
    SentenceNotes notes = new SentenceNotes(found, terms, analysis);
    List<Passage> passages =
        clock.time("load", () -> loader.load(workspace, question, order, notes));
    return new Retrieval(passages, found.missed(), behind, found.vector(), terms);
  }
}
