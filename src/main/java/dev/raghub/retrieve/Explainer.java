package dev.raghub.retrieve;

import dev.raghub.answer.Explanation;
import dev.raghub.answer.Explanation.HopStep;
import dev.raghub.answer.Explanation.Parts;
import dev.raghub.corpus.ChunkId;
import dev.raghub.corpus.CitedChunk;
import dev.raghub.corpus.PostgresCorpus;
import dev.raghub.graph.EntityId;
import dev.raghub.graph.ForwardPush.Step;
import dev.raghub.graph.GraphSnapshot;
import dev.raghub.graph.PostgresEntityNames;
import dev.raghub.workspace.Workspace;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Turns what a ranking noted into what people read: numbers of passages and entities into keys and
/// names. Reads them from PostgreSQL, so it costs two queries more.
final class Explainer {
  private static final int MAX_HOPS = 3;

  private final PostgresCorpus corpus;
  private final PostgresEntityNames names;

  Explainer(PostgresCorpus corpus, PostgresEntityNames names) {
    this.corpus = corpus;
    this.names = names;
  }

  /// The explanations of these chunks.
  Map<ChunkId, Explanation> explain(
      Workspace workspace, GraphSnapshot graph, GraphRanking ranking, List<ChunkId> kept) {
    List<Candidate> candidates =
        kept.stream().flatMap(chunk -> ranking.candidate(chunk).stream()).toList();
    Set<ChunkId> chunks = new HashSet<>();
    Set<EntityId> entities = new HashSet<>();
    ranking.names().forEach(entity -> entities.add(graph.entityId(entity)));
    for (Candidate candidate : candidates) {
      for (Hop hop : hops(ranking, candidate)) {
        chunks.add(graph.chunk(hop.from()));
        chunks.add(graph.chunk(hop.speaker()));
        hop.via().forEach(passage -> chunks.add(graph.chunk(passage)));
        entities.add(graph.entityId(hop.entity()));
      }
      for (Step step : way(ranking, candidate)) {
        if (step.isPassage()) {
          chunks.add(graph.chunk(step.number()));
        } else {
          entities.add(graph.entityId(step.number()));
        }
      }
      chunks.add(candidate.chunk());
    }
    Words words = new Words(graph, corpus.chunks(workspace, chunks), names.of(workspace, entities));
    Map<ChunkId, Explanation> explained = new HashMap<>();
    candidates.forEach(
        candidate -> explained.put(candidate.chunk(), explain(words, ranking, candidate)));
    return explained;
  }

  private static Explanation explain(Words words, GraphRanking ranking, Candidate candidate) {
    List<HopStep> steps = new ArrayList<>();
    String to = words.label(candidate.chunk());
    for (Hop hop : hops(ranking, candidate)) {
      steps.addFirst(words.step(hop, to));
      to = words.passage(hop.from());
    }
    return new Explanation(
        new Parts(
            candidate.dense,
            candidate.lexical,
            candidate.named,
            candidate.asked,
            candidate.hop().map(Hop::value).orElse(0.0),
            candidate.walk,
            candidate.repeated),
        ranking.terms().terms(candidate.terms),
        ranking.namesOf(candidate).stream().map(words::entity).toList(),
        steps,
        way(ranking, candidate).stream().map(words::step).toList());
  }

  /// The hop that leads to a candidate, then the one that leads to its origin, and so on.
  private static List<Hop> hops(GraphRanking ranking, Candidate candidate) {
    List<Hop> hops = new ArrayList<>();
    Set<Integer> seen = new HashSet<>(Set.of(candidate.passage()));
    Optional<Hop> hop = candidate.hop();
    while (hop.isPresent() && hops.size() < MAX_HOPS && seen.add(hop.get().from())) {
      hops.add(hop.get());
      hop = ranking.candidate(hop.get().from()).hop();
    }
    return hops;
  }

  private static List<Step> way(GraphRanking ranking, Candidate candidate) {
    return candidate.passage() < 0 ? List.of() : ranking.walk().way(candidate.passage());
  }

  /// Numbers to words.
  private record Words(
      GraphSnapshot graph, Map<ChunkId, CitedChunk> chunks, Map<EntityId, String> names) {
    String label(ChunkId chunk) {
      return Optional.ofNullable(chunks.get(chunk)).map(CitedChunk::label).orElse("gone");
    }

    String passage(int passage) {
      return label(graph.chunk(passage));
    }

    String entity(int entity) {
      return names.getOrDefault(graph.entityId(entity), "gone");
    }

    String step(Step step) {
      return step.isPassage() ? passage(step.number()) : entity(step.number());
    }

    HopStep step(Hop hop, String to) {
      return new HopStep(
          passage(hop.from()),
          entity(hop.entity()),
          hop.kind().name().toLowerCase(Locale.ROOT).replace('_', '-'),
          hop.via().stream().map(this::passage).toList(),
          passage(hop.speaker()),
          hop.sentence() + 1,
          hop.relevance(),
          hop.residual(),
          hop.value(),
          to);
    }
  }
}
