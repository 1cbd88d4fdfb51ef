package dev.raghub.query;

import dev.raghub.aggregate.Aggregates;
import dev.raghub.aggregate.Outcome;
import dev.raghub.aggregate.Outcome.Computed;
import dev.raghub.aggregate.Outcome.Declined;
import dev.raghub.aggregate.Outcome.NotAggregate;
import dev.raghub.answer.Answer;
import dev.raghub.answer.Block;
import dev.raghub.answer.BlockLimits;
import dev.raghub.answer.Inquiry;
import dev.raghub.answer.Question;
import dev.raghub.answer.Retrieval;
import dev.raghub.answer.Route;
import dev.raghub.cache.AnswerCache;
import dev.raghub.cache.Lookup.Hit;
import dev.raghub.cache.Lookup.Miss;
import dev.raghub.cache.Slot;
import dev.raghub.context.ContextPacker;
import dev.raghub.observe.StageClock;
import dev.raghub.retrieve.Retriever;
import dev.raghub.tier.Tiers;
import dev.raghub.workspace.Workspace;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.function.Consumer;

/// The request line.
@ApplicationScoped
public class QueryPipeline {
  private final AnswerCache cache;
  private final Aggregates aggregates;
  private final Retriever retriever;
  private final ContextPacker packer;
  private final Tiers tiers;
  private final StageClock clock;

  QueryPipeline(
      AnswerCache cache,
      Aggregates aggregates,
      Retriever retriever,
      ContextPacker packer,
      Tiers tiers,
      StageClock clock) {
    this.cache = cache;
    this.aggregates = aggregates;
    this.retriever = retriever;
    this.packer = packer;
    this.tiers = tiers;
    this.clock = clock;
  }

  /// Passages for a question, and the context block that a language model would be shown.
  public Retrieved retrieve(Workspace workspace, Question question, Optional<BlockLimits> limits) {
    int depth = limits.isPresent() ? packer.depth() : 0;
    Retrieval retrieval = retriever.retrieve(workspace, question.atLeast(depth));
    Optional<Block> block =
        limits.map(limit -> clock.time("pack", () -> packer.pack(retrieval, limit)));
    return new Retrieved(retrieval.limitedTo(question.limit()), block);
  }

  /// What a search without an answer gives.
  ///
  /// @param route how it was found where to search; empty where the caller has named it
  public record Retrieved(Retrieval retrieval, Optional<Block> block, Optional<Route> route) {
    Retrieved(Retrieval retrieval, Optional<Block> block) {
      this(retrieval, block, Optional.empty());
    }
  }

  /// Answers a question from a workspace: what is kept is served if it cannot be stale; what can be
  /// computed is, what would have to be and cannot is declined; all else is quoted, or written by a
  /// model where the workspace's policy has one.
  ///
  /// @param pieces is told of a model's text as it arrives
  public Answer answer(Workspace workspace, Inquiry inquiry, Consumer<String> pieces) {
    return switch (clock.time("cache", () -> cache.find(workspace, inquiry))) {
      case Hit(Answer answer) -> answer;
      case Miss(Slot slot) -> slot.keep(() -> made(workspace, inquiry, slot, pieces));
    };
  }

  private Answer made(Workspace workspace, Inquiry inquiry, Slot slot, Consumer<String> pieces) {
    Question question = inquiry.question();
    Outcome outcome = clock.time("aggregate", () -> aggregates.answer(workspace, question));
    return switch (outcome) {
      case Computed computed -> computed.answer();
      case Declined declined -> declined.answer(retriever.retrieve(workspace, question));
      case NotAggregate _ -> composed(workspace, inquiry, slot, pieces);
    };
  }

  private Answer composed(
      Workspace workspace, Inquiry inquiry, Slot slot, Consumer<String> pieces) {
    Question question = inquiry.question().atLeast(tiers.depth());
    Retrieval retrieval = retriever.retrieve(workspace, question);
    Optional<Answer> similar = clock.time("similar", () -> slot.similar(retrieval));
    similar.ifPresent(
        answer ->
            cache.audit(
                workspace,
                answer,
                () -> tiers.answer(workspace, inquiry.inShadow(), retrieval, piece -> {})));
    return similar.orElseGet(
        () -> clock.time("answer", () -> tiers.answer(workspace, inquiry, retrieval, pieces)));
  }
}
