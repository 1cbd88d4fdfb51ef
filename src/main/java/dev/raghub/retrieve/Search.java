package dev.raghub.retrieve;

import dev.raghub.answer.MissedLeg;
import dev.raghub.corpus.PostgresEmbeddings;
import dev.raghub.fault.ErrorCode;
import dev.raghub.fault.RaghubException;
import dev.raghub.graph.GraphSnapshot;
import dev.raghub.graph.Graphs;
import dev.raghub.index.Indexes;
import dev.raghub.index.ScoredChunk;
import dev.raghub.model.Embedder;
import dev.raghub.observe.Observation;
import dev.raghub.observe.Observer;
import dev.raghub.observe.StageClock;
import dev.raghub.workspace.Workspace;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Future;

/// Runs the legs of a search beside each other: BM25, dense, and the graph being at hand. One that
/// is late or fails is named; neither BM25 nor dense is an error.
@ApplicationScoped
public class Search {
  private final Indexes indexes;
  private final Graphs graphs;
  private final Embedder embedder;
  private final PostgresEmbeddings embeddings;
  private final RetrieveSettings settings;
  private final StageClock clock;
  private final Observer observer;

  Search(
      Indexes indexes,
      Graphs graphs,
      Embedder embedder,
      PostgresEmbeddings embeddings,
      RetrieveSettings settings,
      StageClock clock,
      Observer observer) {
    this.indexes = indexes;
    this.graphs = graphs;
    this.embedder = embedder;
    this.embeddings = embeddings;
    this.settings = settings;
    this.clock = clock;
    this.observer = observer;
  }

  /// What the legs brought.
  ///
  /// @param graph empty where it was not at hand in time
  record Found(
      List<ScoredChunk> lexical,
      List<ScoredChunk> dense,
      Optional<GraphSnapshot> graph,
      List<MissedLeg> missed) {}

  /// Searches by words and meaning. NO_RETRIEVAL_LEG when neither could.
  Found run(Workspace workspace, String question) {
    try (Legs legs = new Legs(settings.deadline())) {
      Future<List<ScoredChunk>> lexical =
          legs.start(() -> indexes.lexical(workspace, question, settings.depth()));
      Future<ByMeaning> dense = legs.start(() -> dense(workspace, question));
      Future<GraphSnapshot> graph = legs.start(() -> graphs.of(workspace));
      List<ScoredChunk> byWords =
          clock.time("bm25", () -> legs.await("bm25", lexical)).orElse(List.of());
      ByMeaning byMeaning =
          clock.time("dense", () -> legs.await("dense", dense)).orElse(ByMeaning.NOTHING);
      clock.note("embed", byMeaning.embedding());
      Optional<GraphSnapshot> atHand = clock.time("graph", () -> legs.await("graph", graph));
      report(workspace, legs.missed());
      return new Found(byWords, byMeaning.found(), atHand, legs.missed());
    }
  }

  private ByMeaning dense(Workspace workspace, String question) {
    long start = System.nanoTime();
    float[] vector = embedder.question(question);
    Duration embedding = Duration.ofNanos(System.nanoTime() - start);
    List<ScoredChunk> found = indexes.nearest(workspace, vector, settings.depth());
    if (found.isEmpty() && embeddings.foreign(workspace, embedder.fingerprint()) > 0) {
      throw new RaghubException(
          ErrorCode.EMBEDDER_MISMATCH,
          "the workspace was embedded by another model; run an ingest to embed it with "
              + embedder.fingerprint());
    }
    return new ByMeaning(found, embedding);
  }

  private void report(Workspace workspace, List<MissedLeg> missed) {
    missed.forEach(
        leg ->
            observer.saw(
                new Observation.LegMissed(workspace.id().value(), leg.name(), leg.reason())));
    List<String> names = missed.stream().map(MissedLeg::name).toList();
    if (names.contains("bm25") && names.contains("dense")) {
      throw new RaghubException(
          ErrorCode.NO_RETRIEVAL_LEG, "neither BM25 nor dense search answered; try again shortly");
    }
  }

  /// @param embedding how much of the leg's time the question's vector took
  private record ByMeaning(List<ScoredChunk> found, Duration embedding) {
    private static final ByMeaning NOTHING = new ByMeaning(List.of(), Duration.ZERO);
  }
}
