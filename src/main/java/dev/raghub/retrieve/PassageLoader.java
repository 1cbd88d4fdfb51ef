package dev.raghub.retrieve;

import dev.raghub.answer.Citation;
import dev.raghub.answer.Explanation;
import dev.raghub.answer.Passage;
import dev.raghub.answer.Question;
import dev.raghub.corpus.ChunkId;
import dev.raghub.corpus.CitedChunk;
import dev.raghub.corpus.PostgresCorpus;
import dev.raghub.workspace.Workspace;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Reads the text of the best passages from PostgreSQL, the truth: a row that is gone there is not
/// shown, whatever an index still says.
@ApplicationScoped
public class PassageLoader {
  /// A chunk that is gone from PostgreSQL leaves a gap, so a few more are read.
  private static final int SPARE = 10;

  private final PostgresCorpus corpus;

  PassageLoader(PostgresCorpus corpus) {
    this.corpus = corpus;
  }

  List<Passage> load(Workspace workspace, Question question, Order order, SentenceNotes notes) {
    List<ChunkId> head =
        order.ranked().stream().limit(question.limit() + SPARE).map(Ranked::chunk).toList();
    Map<ChunkId, CitedChunk> chunks = corpus.chunks(workspace, head);
    List<Loaded> loaded =
        order.ranked().stream()
            .flatMap(ranked -> Loaded.of(ranked, chunks).stream())
            .limit(question.limit())
            .toList();
    Map<ChunkId, Explanation> reasons =
        question.explained()
            ? order.reasons().of(loaded.stream().map(each -> each.ranked().chunk()).toList())
            : Map.of();
    notes.found(loaded.stream().map(each -> each.cited().chunk()).toList());
    List<Passage> passages = new ArrayList<>();
    for (Loaded each : loaded) {
      Optional<Explanation> reason = Optional.ofNullable(reasons.get(each.ranked().chunk()));
      passages.add(each.passage(passages.size() + 1, notes, reason));
    }
    return passages;
  }

  private record Loaded(Ranked ranked, CitedChunk cited) {
    static Optional<Loaded> of(Ranked ranked, Map<ChunkId, CitedChunk> chunks) {
      return Optional.ofNullable(chunks.get(ranked.chunk()))
          .map(cited -> new Loaded(ranked, cited));
    }

    Passage passage(int rank, SentenceNotes notes, Optional<Explanation> reason) {
      Citation citation =
          new Citation(
              rank, cited.source(), cited.key(), cited.version(), cited.title(), cited.changedAt());
      return new Passage(
          rank,
          ranked.score(),
          citation,
          cited.chunk().ordinal(),
          notes.terms(cited),
          notes.of(cited.chunk()),
          ranked.legs(),
          reason);
    }
  }
}
