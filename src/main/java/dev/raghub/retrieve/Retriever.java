package dev.raghub.retrieve;

import dev.raghub.answer.Citation;
import dev.raghub.answer.Leg;
import dev.raghub.answer.MissedLeg;
import dev.raghub.answer.Passage;
import dev.raghub.answer.Question;
import dev.raghub.answer.Retrieval;
import dev.raghub.corpus.Chunk;
import dev.raghub.corpus.Item;
import dev.raghub.corpus.ItemState;
import dev.raghub.corpus.PostgresCorpus;
import dev.raghub.corpus.PostgresEmbeddings;
import dev.raghub.corpus.Sentence;
import dev.raghub.fault.ErrorCode;
import dev.raghub.fault.RaghubException;
import dev.raghub.index.Indexes;
import dev.raghub.index.ScoredChunk;
import dev.raghub.model.Embedder;
import dev.raghub.observe.Observation;
import dev.raghub.observe.Observer;
import dev.raghub.observe.StageClock;
import dev.raghub.workspace.Workspace;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.stream.Collectors;

/// BM25 and dense, fused. The text of a passage is read from PostgreSQL, the truth: a row that is
/// gone there is not shown, whatever an index still says.
@ApplicationScoped
public class Retriever {
  private final Indexes indexes;
  private final Embedder embedder;
  private final PostgresCorpus corpus;
  private final PostgresEmbeddings embeddings;
  private final RetrieveSettings settings;
  private final StageClock clock;
  private final Observer observer;
  private final Fusion fusion;

  Retriever(
      Indexes indexes,
      Embedder embedder,
      PostgresCorpus corpus,
      PostgresEmbeddings embeddings,
      RetrieveSettings settings,
      StageClock clock,
      Observer observer) {
    this.indexes = indexes;
    this.embedder = embedder;
    this.corpus = corpus;
    this.embeddings = embeddings;
    this.settings = settings;
    this.clock = clock;
    this.observer = observer;
    this.fusion = new Fusion(settings.denseShare());
  }

  /// The best passages for a question. NO_RETRIEVAL_LEG when no leg could search.
  public Retrieval retrieve(Workspace workspace, Question question) {
    long behind = clock.time("refresh", () -> indexes.refresh(workspace));
    try (Legs legs = new Legs(settings.deadline())) {
      Future<List<ScoredChunk>> lexical =
          legs.start(() -> indexes.lexical(workspace, question.text(), settings.depth()));
      Future<List<ScoredChunk>> dense = legs.start(() -> dense(workspace, question.text()));
      List<ScoredChunk> byWords = clock.time("bm25", () -> legs.await("bm25", lexical));
      List<ScoredChunk> byMeaning = clock.time("dense", () -> legs.await("dense", dense));
      List<MissedLeg> missed = report(workspace, legs.missed());
      List<Fusion.Fused> ranking = clock.time("fuse", () -> fusion.fuse(byWords, byMeaning));
      List<Passage> passages = clock.time("load", () -> load(workspace, ranking, question.limit()));
      return new Retrieval(passages, missed, behind);
    }
  }

  private List<ScoredChunk> dense(Workspace workspace, String question) {
    List<ScoredChunk> found =
        indexes.nearest(workspace, embedder.question(question), settings.depth());
    if (found.isEmpty() && embeddings.foreign(workspace, embedder.fingerprint()) > 0) {
      throw new RaghubException(
          ErrorCode.EMBEDDER_MISMATCH,
          "the workspace was embedded by another model; run an ingest to embed it with "
              + embedder.fingerprint());
    }
    return found;
  }

  private List<MissedLeg> report(Workspace workspace, List<MissedLeg> missed) {
    missed.forEach(
        leg ->
            observer.saw(
                new Observation.LegMissed(workspace.id().value(), leg.name(), leg.reason())));
    if (missed.size() == 2) {
      throw new RaghubException(
          ErrorCode.NO_RETRIEVAL_LEG, "neither BM25 nor dense search answered; try again shortly");
    }
    return missed;
  }

  private List<Passage> load(Workspace workspace, List<Fusion.Fused> ranking, int limit) {
    List<Fusion.Fused> head = ranking.stream().limit(2L * limit).toList();
    Map<Long, ItemState> states =
        corpus
            .states(
                workspace,
                head.stream().map(fused -> fused.chunk().item()).distinct().toList(),
                embedder.fingerprint())
            .stream()
            .collect(Collectors.toMap(state -> state.id().value(), Function.identity()));
    List<Passage> passages = new ArrayList<>();
    for (Fusion.Fused fused : head) {
      ItemState state = states.get(fused.chunk().item().value());
      if (state != null && passages.size() < limit) {
        addPassage(passages, state, fused);
      }
    }
    return passages;
  }

  private static void addPassage(List<Passage> passages, ItemState state, Fusion.Fused fused) {
    for (ItemState.EmbeddedChunk embedded : state.chunks()) {
      Chunk chunk = embedded.chunk();
      if (chunk.id().equals(fused.id()) && state.item().isPresent()) {
        passages.add(
            passage(passages.size() + 1, state.item().get(), chunk, fused.score(), fused.legs()));
      }
    }
  }

  private static Passage passage(int rank, Item item, Chunk chunk, double score, List<Leg> legs) {
    Citation citation =
        new Citation(
            rank, item.source(), item.key(), item.version(), item.title(), item.changedAt());
    return new Passage(
        rank,
        score,
        citation,
        chunk.ordinal(),
        chunk.sentences().stream().map(Sentence::text).toList(),
        legs);
  }
}
