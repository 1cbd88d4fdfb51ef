package dev.raghub.route;

import dev.raghub.analysis.LuceneAnalysis;
import dev.raghub.analysis.TermWeight;
import dev.raghub.answer.Inquiry;
import dev.raghub.answer.MissedLeg;
import dev.raghub.answer.QuestionVector;
import dev.raghub.answer.Route;
import dev.raghub.answer.Route.Why;
import dev.raghub.fault.ErrorCode;
import dev.raghub.fault.RaghubException;
import dev.raghub.graph.GraphSnapshot;
import dev.raghub.graph.Graphs;
import dev.raghub.index.Indexes;
import dev.raghub.index.TermCounts;
import dev.raghub.model.Embedder;
import dev.raghub.observe.Observation;
import dev.raghub.observe.Observer;
import dev.raghub.observe.StageClock;
import dev.raghub.retrieve.Legs;
import dev.raghub.retrieve.QuestionNames;
import dev.raghub.workspace.Workspace;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.function.Function;

/// Chooses the workspace of a question by what each of them holds.
///
/// It is given those that the caller may enter, and looks at nothing else: no score, no time and no
/// metric depends on any other. Each is brought up to date first, so that what was written before
/// the question was asked is seen, and what was erased is not.
@ApplicationScoped
public class WorkspaceRouter {
  private static final int DEPTH = 10;

  private final Indexes indexes;
  private final Graphs graphs;
  private final Centroids centroids;
  private final Embedder embedder;
  private final Umpire umpire;
  private final RouteSettings settings;
  private final StageClock clock;
  private final Observer observer;
  private final Votes votes;
  private final LuceneAnalysis analysis = new LuceneAnalysis();

  WorkspaceRouter(
      Indexes indexes,
      Graphs graphs,
      Centroids centroids,
      Embedder embedder,
      Umpire umpire,
      RouteSettings settings,
      StageClock clock,
      Observer observer) {
    this.indexes = indexes;
    this.graphs = graphs;
    this.centroids = centroids;
    this.embedder = embedder;
    this.umpire = umpire;
    this.settings = settings;
    this.clock = clock;
    this.observer = observer;
    this.votes = new Votes(embedder.cosines());
  }

  /// Chooses among workspaces that the caller may enter. INVALID_REQUEST where they are too many,
  /// NO_RETRIEVAL_LEG where none could be searched in time.
  ///
  /// @param modelAllowed whether a model may be asked where it is close
  public Decision decide(List<Workspace> permitted, Inquiry inquiry, boolean modelAllowed) {
    requireFew(permitted.size());
    try (Legs legs = new Legs(settings.deadline())) {
      Future<float[]> embedded = legs.start(() -> embedder.question(inquiry.question().text()));
      List<Ready> ready = clock.time("refresh", () -> ready(legs, permitted, inquiry));
      Optional<QuestionVector> vector =
          clock.time("embed", () -> legs.await("embed", embedded)).map(QuestionVector::new);
      List<Signals> signals = clock.time("shards", () -> signals(legs, ready, inquiry, vector));
      if (signals.isEmpty() && !permitted.isEmpty()) {
        throw new RaghubException(
            ErrorCode.NO_RETRIEVAL_LEG, "no workspace could be searched; try again shortly");
      }
      Verdict verdict = verdict(signals, inquiry, modelAllowed);
      List<String> missed = legs.missed().stream().map(MissedLeg::name).distinct().toList();
      return seen(verdict.decision(vector, missed));
    }
  }

  /// INVALID_REQUEST where so many workspaces are too many to choose among.
  public void requireFew(int workspaces) {
    if (workspaces > settings.maxWorkspaces()) {
      throw new RaghubException(
          ErrorCode.INVALID_REQUEST,
          "%d workspaces to choose among; expected at most %d: name some, with commas between them"
              .formatted(workspaces, settings.maxWorkspaces()));
    }
  }

  /// A workspace that is up to date, with what it takes no vector to know.
  private record Ready(
      Workspace workspace, TermCounts counts, GraphSnapshot graph, List<float[]> centroids) {}

  private List<Ready> ready(Legs legs, List<Workspace> permitted, Inquiry inquiry) {
    String question = inquiry.question().text();
    return each(
        legs,
        permitted,
        workspace -> workspace,
        workspace -> {
          indexes.refresh(workspace);
          return new Ready(
              workspace,
              indexes.counts(workspace, question),
              graphs.of(workspace),
              centroids.of(workspace, indexes.revision(workspace)));
        });
  }

  private List<Signals> signals(
      Legs legs, List<Ready> ready, Inquiry inquiry, Optional<QuestionVector> vector) {
    Map<String, TermWeight> weights = weights(ready);
    String question = inquiry.question().text();
    float[] asked = vector.map(QuestionVector::values).orElse(new float[0]);
    return each(
        legs,
        ready,
        Ready::workspace,
        one ->
            new Signals(
                one.workspace(),
                indexes.weighted(one.workspace(), weights, DEPTH),
                asked.length == 0 ? List.of() : indexes.nearest(one.workspace(), asked, DEPTH),
                nearest(one.centroids(), asked),
                new QuestionNames(one.graph(), analysis).in(question).size()));
  }

  /// Terms by how rare they are in all candidates together, as if these were one workspace.
  private Map<String, TermWeight> weights(List<Ready> ready) {
    double passages = ready.stream().mapToLong(one -> one.counts().passages()).sum();
    Map<String, Integer> holding = new LinkedHashMap<>();
    ready.forEach(
        one ->
            one.counts()
                .holding()
                .forEach((term, count) -> holding.merge(term, count, Integer::sum)));
    Map<String, TermWeight> weights = new LinkedHashMap<>();
    holding.forEach(
        (term, count) -> {
          double rarity = Math.log(1 + Math.max(0, passages - count + 0.5) / (count + 0.5));
          weights.put(term, new TermWeight(analysis.importance(term) * rarity, count > 0));
        });
    return weights;
  }

  private static double nearest(List<float[]> centroids, float[] question) {
    return question.length == 0
        ? Double.NaN
        : centroids.stream()
            .mapToDouble(centroid -> UnitVectors.cosine(centroid, question))
            .max()
            .orElse(Double.NaN);
  }

  private Verdict verdict(List<Signals> signals, Inquiry inquiry, boolean modelAllowed) {
    Verdict verdict =
        clock.time(
            "route", () -> Verdict.of(votes.count(signals), settings.near(), settings.clear()));
    if (verdict.why() != Why.CLOSE || !modelAllowed) {
      return verdict;
    }
    List<Signals> two =
        verdict.chosen().stream()
            .map(
                workspace ->
                    signals.stream()
                        .filter(each -> each.workspace().equals(workspace))
                        .findFirst()
                        .orElseThrow())
            .toList();
    return verdict.ruled(
        clock.time("umpire", () -> umpire.ask(inquiry, two.getFirst(), two.getLast())));
  }

  private Decision seen(Decision decision) {
    Route route = decision.route();
    observer.saw(
        new Observation.Routed(
            route.why().label(),
            route.workspaces().size(),
            route.scores().stream().map(Route.Score::share).toList()));
    return decision;
  }

  /// The same of each, beside each other; who is late or fails is left out and named as missed.
  private static <T, R> List<R> each(
      Legs legs, List<T> all, Function<T, Workspace> in, Function<T, R> work) {
    Map<String, Future<R>> started = new LinkedHashMap<>();
    all.forEach(one -> started.put(in.apply(one).id().value(), legs.start(() -> work.apply(one))));
    List<R> done = new ArrayList<>();
    started.forEach((name, leg) -> legs.await(name, leg).ifPresent(done::add));
    return done;
  }
}
