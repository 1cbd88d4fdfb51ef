package dev.raghub.query;

import dev.raghub.answer.Answer;
import dev.raghub.answer.Block;
import dev.raghub.answer.BlockLimits;
import dev.raghub.answer.Inquiry;
import dev.raghub.answer.Question;
import dev.raghub.answer.Receipt;
import dev.raghub.answer.Retrieval;
import dev.raghub.context.ContextPacker;
import dev.raghub.query.QueryPipeline.Retrieved;
import dev.raghub.route.Decision;
import dev.raghub.workspace.Workspace;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// The request line where a question may concern several workspaces.
///
/// Each workspace that it goes to answers by itself, under its own policy, budget and cache: what
/// one holds never reaches another's model, and an answer is kept in the partition of the workspace
/// that gave it. An answer across two is put together from theirs and kept nowhere.
@ApplicationScoped
public class Crossing {
  private static final String NOTHING_NEAR =
      "Not found: none of the workspaces that were asked holds anything near this question.";

  private final QueryPipeline pipeline;
  private final ContextPacker packer;

  Crossing(QueryPipeline pipeline, ContextPacker packer) {
    this.pipeline = pipeline;
    this.packer = packer;
  }

  /// Answers a question.
  ///
  /// @param pieces is told of a model's text as it arrives; an answer across two workspaces comes
  ///   whole
  public Answer answer(Course course, Inquiry inquiry, Consumer<String> pieces) {
    return switch (course) {
      case Course.Straight(Workspace workspace) -> pipeline.answer(workspace, inquiry, pieces);
      case Course.Routed(Decision decision) -> answer(decision, inquiry, pieces);
    };
  }

  private Answer answer(Decision decision, Inquiry inquiry, Consumer<String> pieces) {
    Inquiry embedded = inquiry.embedded(decision.vector());
    boolean alone = decision.chosen().size() == 1;
    List<Part> parts =
        decision.chosen().stream()
            .map(
                workspace ->
                    Part.of(
                        workspace,
                        pipeline.answer(workspace, embedded, alone ? pieces : piece -> {})))
            .toList();
    Answer answer =
        switch (parts.size()) {
          case 0 -> nothing();
          case 1 -> parts.getFirst().answer();
          default -> Across.of(parts.getFirst(), parts.getLast());
        };
    return answer.routed(decision.route(), decision.calls());
  }

  private static Answer nothing() {
    return new Answer(
        false,
        NOTHING_NEAR,
        List.of(),
        List.of(),
        Retrieval.NONE,
        Receipt.withoutModel("abstain", 0));
  }

  /// Passages for a question, and the context block. What two workspaces hold is shuffled like a
  /// pack of cards, for their scores do not compare.
  public Retrieved retrieve(Course course, Question question, Optional<BlockLimits> limits) {
    return switch (course) {
      case Course.Straight(Workspace workspace) -> pipeline.retrieve(workspace, question, limits);
      case Course.Routed(Decision decision) -> retrieve(decision, question, limits);
    };
  }

  private Retrieved retrieve(Decision decision, Question question, Optional<BlockLimits> limits) {
    Question deep =
        question.embedded(decision.vector()).atLeast(limits.isPresent() ? packer.depth() : 0);
    Retrieval retrieval =
        decision.chosen().stream()
            .map(
                workspace ->
                    Part.of(
                        workspace,
                        pipeline.retrieve(workspace, deep, Optional.empty()).retrieval()))
            .reduce((first, second) -> Across.shuffled(first, second, true))
            .orElse(Retrieval.NONE);
    Optional<Block> block = limits.map(limit -> packer.pack(retrieval, limit));
    return new Retrieved(
        retrieval.limitedTo(question.limit()), block, Optional.of(decision.route()));
  }
}
