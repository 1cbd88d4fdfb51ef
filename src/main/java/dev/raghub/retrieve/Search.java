package dev.raghub.retrieve;

import dev.raghub.answer.MissedLeg;
import dev.raghub.answer.Question;
import dev.raghub.answer.QuestionVector;
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
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;

/// Runs the legs of a search beside each other: BM25, dense, and the graph being at hand. One that
/// is late or fails is named; neither BM25 nor dense is an error.
@ApplicationScoped
public class Search {
  private final Indexes indexes;
  private final Graphs graphs;
  private final Embedder embedder;
  private final FieldVectors fields;
  private final PostgresEmbeddings embeddings;
  private final RetrieveSettings settings;
  private final StageClock clock;
  private final Observer observer;
  private final Set<Workspace> whole = ConcurrentHashMap.newKeySet();

  Search(
      Indexes indexes,
      Graphs graphs,
      Embedder embedder,
      FieldVectors fields,
      PostgresEmbeddings embeddings,
      RetrieveSettings settings,
      StageClock clock,
      Observer observer) {
    this.indexes = indexes;
    this.graphs = graphs;
    this.embedder = embedder;
    this.fields = fields;
    this.embeddings = embeddings;
    this.settings = settings;
    this.clock = clock;
    this.observer = observer;
  }

  /// What the legs brought.
  ///
  /// @param graph empty where it was not at hand in time
  /// @param asked empty where the question has no vector or the graph was not at hand
  record Found(
      List<ScoredChunk> lexical,
      List<ScoredChunk> dense,
      Optional<GraphSnapshot> graph,
      Optional<AskedFields> asked,
      Optional<QuestionVector> vector,
      List<MissedLeg> missed) {}

  /// Searches by words and meaning. NO_RETRIEVAL_LEG when neither could.
  Found run(Workspace workspace, Question asked) {
    String question = asked.text();
    try (Legs legs = new Legs(settings.deadline())) {
      Future<List<ScoredChunk>> lexical =
          legs.start(() -> indexes.lexical(workspace, question, settings.depth()));
      Future<ByMeaning> dense = legs.start(() -> dense(workspace, asked));
      Future<GraphSnapshot> graph = legs.start(() -> graphs.of(workspace));
      List<ScoredChunk> byWords =
          clock.time("bm25", () -> legs.await("bm25", lexical)).orElse(List.of());
      ByMeaning byMeaning =
          clock.time("dense", () -> legs.await("dense", dense)).orElse(ByMeaning.NOTHING);
      clock.note("embed", byMeaning.embedding);
      Optional<GraphSnapshot> atHand = clock.time("graph", () -> legs.await("graph", graph));
      Optional<AskedFields> fieldsAsked =
          clock.time("fields", () -> atHand.flatMap(it -> asked(legs, it, byMeaning.vector)));
      report(workspace, legs.missed());
      return new Found(
          byWords, byMeaning.found, atHand, fieldsAsked, byMeaning.vector(), legs.missed());
    }
  }

  private Optional<AskedFields> asked(Legs legs, GraphSnapshot graph, float[] question) {
    if (question.length == 0) {
      return Optional.empty();
    }
    Future<AskedFields> asked =
        legs.start(() -> AskedFields.of(graph, question, fields.of(graph.fields().keySet())));
    return legs.await("fields", asked);
  }

  private ByMeaning dense(Workspace workspace, Question question) {
    long start = System.nanoTime();
    float[] vector =
        question
            .vector()
            .map(QuestionVector::values)
            .orElseGet(() -> embedder.question(question.text()));
    Duration embedding = Duration.ofNanos(System.nanoTime() - start);
    requireWhole(workspace);
    return new ByMeaning(indexes.nearest(workspace, vector, settings.depth()), vector, embedding);
  }

  /// A workspace that is being embedded anew is not searched by the half that is done. Once it is
  /// whole it stays so as long as this embedder is in force.
  private void requireWhole(Workspace workspace) {
    if (whole.contains(workspace)) {
      return;
    }
    long foreign = embeddings.foreign(workspace, embedder.fingerprint());
    if (foreign > 0) {
      throw new RaghubException(
          ErrorCode.EMBEDDER_MISMATCH,
          "the workspace was embedded by another model and is embedded anew in the background; %d passages are left"
              .formatted(foreign));
    }
    whole.add(workspace);
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

  /// What the dense leg brought.
  private static final class ByMeaning {
    private static final ByMeaning NOTHING = new ByMeaning(List.of(), new float[0], Duration.ZERO);

    private final List<ScoredChunk> found;
    private final float[] vector;
    private final Duration embedding;

    /// @param vector of the question; empty where the leg brought nothing
    /// @param embedding how much of the leg's time the vector took
    private ByMeaning(List<ScoredChunk> found, float[] vector, Duration embedding) {
      this.found = found;
      this.vector = vector;
      this.embedding = embedding;
    }

    private Optional<QuestionVector> vector() {
      return vector.length == 0 ? Optional.empty() : Optional.of(new QuestionVector(vector));
    }
  }
}
