package dev.raghub.query;

import dev.raghub.answer.Answer;
import dev.raghub.answer.Block;
import dev.raghub.answer.BlockLimits;
import dev.raghub.answer.Question;
import dev.raghub.answer.Retrieval;
import dev.raghub.context.ContextPacker;
import dev.raghub.observe.StageClock;
import dev.raghub.retrieve.Retriever;
import dev.raghub.tier.ExtractiveTier;
import dev.raghub.workspace.Workspace;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/// The request line.
@ApplicationScoped
public class QueryPipeline {
  private final Retriever retriever;
  private final ContextPacker packer;
  private final ExtractiveTier extractive;
  private final StageClock clock;

  QueryPipeline(
      Retriever retriever, ContextPacker packer, ExtractiveTier extractive, StageClock clock) {
    this.retriever = retriever;
    this.packer = packer;
    this.extractive = extractive;
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
  public record Retrieved(Retrieval retrieval, Optional<Block> block) {}

  /// Answers a question from a workspace.
  public Answer answer(Workspace workspace, Question question) {
    Retrieval retrieval = retriever.retrieve(workspace, question.atLeast(extractive.depth()));
    return clock.time("answer", () -> extractive.answer(question, retrieval));
  }
}
