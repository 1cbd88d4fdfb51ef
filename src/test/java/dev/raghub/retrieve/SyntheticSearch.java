package dev.raghub.retrieve;

import dev.raghub.analysis.QuestionTerms;
import dev.raghub.answer.Question;
import dev.raghub.answer.Ranking;
import dev.raghub.answer.Retrieval;
import dev.raghub.bench.DefaultSettings;
import dev.raghub.bench.Questions;
import dev.raghub.bench.SyntheticCorpus;
import dev.raghub.bench.SyntheticEmbedder;
import dev.raghub.bench.SyntheticQuestion;
import dev.raghub.corpus.SyntheticStore;
import dev.raghub.graph.GraphSnapshot;
import dev.raghub.graph.Graphs;
import dev.raghub.graph.SyntheticGraph;
import dev.raghub.index.Indexes;
import dev.raghub.index.SyntheticIndexes;
import dev.raghub.observe.StageClock;
import dev.raghub.observe.SyntheticObserver;
import dev.raghub.workspace.SyntheticWorkspace;
import dev.raghub.workspace.Workspace;
import java.util.function.Function;

/// The retriever of production over a synthetic corpus: what it asks PostgreSQL is answered from
/// memory, and questions are embedded already.
public final class SyntheticSearch implements AutoCloseable {
  private static final Workspace WORKSPACE = SyntheticWorkspace.get();

  /// From how many a block is chosen.
  private static final int PASSAGES = 20;

  private final SyntheticCorpus corpus;
  private final SyntheticEmbedder embedder = new SyntheticEmbedder();
  private final SyntheticIndexes opened;
  private final Indexes indexes;
  private final Search search;
  private final Orderer orderer;
  private final Retriever retriever;

  /// @param vectors at most
  /// @param edits items that changed since the graph was loaded
  public SyntheticSearch(int chunks, int vectors, int edits) {
    this.corpus = SyntheticCorpus.of(chunks);
    GraphSnapshot loaded = SyntheticGraph.of(corpus);
    Graphs graphs =
        SyntheticGraph.graphs(edits == 0 ? loaded : SyntheticGraph.edited(loaded, corpus, edits));
    SyntheticStore store = new SyntheticStore(corpus);
    this.opened = new SyntheticIndexes(corpus, vectors);
    this.indexes = opened.with(graphs, store, embedder);
    RetrieveSettings settings = DefaultSettings.of(RetrieveSettings.class);
    StageClock clock = SyntheticObserver.clock();
    this.search =
        new Search(
            indexes,
            graphs,
            embedder,
            new FieldVectors(embedder),
            SyntheticStore.embeddings(),
            settings,
            clock,
            SyntheticObserver.get());
    this.orderer = new Orderer(embedder, settings, store, SyntheticGraph.names());
    this.retriever = new Retriever(indexes, search, orderer, new PassageLoader(store), clock);
  }

  /// Questions, each with what is prepared for it.
  public <T> Questions<T> questions(Function<String, T> prepare) {
    return Questions.of(corpus, question -> prepare.apply(learnt(question)));
  }

  /// All of it.
  public Retrieval retrieve(String question) {
    return retriever.retrieve(WORKSPACE, new Question(question, PASSAGES));
  }

  /// What is there before the ranking begins.
  Asked asked(String question) {
    return new Asked(
        question,
        search.run(WORKSPACE, new Question(question, PASSAGES)),
        QuestionTerms.of(indexes.weights(WORKSPACE, question)));
  }

  Order order(Asked asked, Ranking ranking) {
    Question question = new Question(asked.question, PASSAGES, ranking, false);
    return orderer.order(WORKSPACE, question, asked.found, asked.terms);
  }

  @Override
  public void close() {
    opened.close();
  }

  private String learnt(SyntheticQuestion question) {
    embedder.learn(question);
    return question.text();
  }

  record Asked(String question, Search.Found found, QuestionTerms terms) {}
}
