package dev.raghub.query;

import dev.raghub.answer.Answer;
import dev.raghub.answer.Question;
import dev.raghub.answer.Retrieval;
import dev.raghub.observe.StageClock;
import dev.raghub.retrieve.Retriever;
import dev.raghub.tier.ExtractiveTier;
import dev.raghub.workspace.Workspace;
import jakarta.enterprise.context.ApplicationScoped;

/// The request line.
@ApplicationScoped
public class QueryPipeline {
  private final Retriever retriever;
  private final ExtractiveTier extractive;
  private final StageClock clock;

  QueryPipeline(Retriever retriever, ExtractiveTier extractive, StageClock clock) {
    this.retriever = retriever;
    this.extractive = extractive;
    this.clock = clock;
  }

  /// Answers a question from a workspace.
  public Answer answer(Workspace workspace, Question question) {
    Retrieval retrieval = retriever.retrieve(workspace, question);
    return clock.time("answer", () -> extractive.answer(workspace, question, retrieval));
  }
}
