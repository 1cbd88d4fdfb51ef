package dev.raghub.retrieve;

import dev.raghub.answer.Leg;
import dev.raghub.corpus.ChunkId;
import dev.raghub.graph.GraphSnapshot;
import dev.raghub.index.ScoredChunk;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// The candidates of one question, by chunk.
final class Pool {
  private final GraphSnapshot graph;
  private final Map<ChunkId, Candidate> candidates = new HashMap<>();

  Pool(GraphSnapshot graph, Search.Found found, DenseScale scale) {
    this.graph = graph;
    addLexical(found.lexical());
    addDense(found.dense(), scale);
  }

  GraphSnapshot graph() {
    return graph;
  }

  /// What BM25 found: scores as shares of the best. A text that has no vector is vouched for by the
  /// words that it shares with the question.
  private void addLexical(List<ScoredChunk> leg) {
    for (int i = 0; i < leg.size(); i++) {
      ScoredChunk found = leg.get(i);
      Candidate candidate = of(found);
      candidate.lexical = found.score() / leg.getFirst().score();
      candidate.dense = Math.max(candidate.dense, found.vouched());
      candidate.legs().add(new Leg("bm25", i + 1, found.score()));
    }
  }

  private void addDense(List<ScoredChunk> leg, DenseScale scale) {
    for (int i = 0; i < leg.size(); i++) {
      Candidate candidate = of(leg.get(i));
      candidate.dense = Math.max(candidate.dense, scale.of(leg.get(i).score()));
      candidate.legs().add(new Leg("dense", i + 1, leg.get(i).score()));
    }
  }

  /// The candidate of a passage, made where there is none.
  Candidate of(int passage) {
    return candidates.computeIfAbsent(
        graph.chunk(passage), chunk -> new Candidate(chunk, graph.item(passage), passage));
  }

  Optional<Candidate> find(int passage) {
    return find(graph.chunk(passage));
  }

  Optional<Candidate> find(ChunkId chunk) {
    return Optional.ofNullable(candidates.get(chunk));
  }

  Collection<Candidate> all() {
    return candidates.values();
  }

  Stream<Candidate> stream() {
    return candidates.values().stream();
  }

  private Candidate of(ScoredChunk found) {
    return candidates.computeIfAbsent(
        found.chunk(), chunk -> new Candidate(chunk, found.item(), graph.passage(chunk)));
  }
}
