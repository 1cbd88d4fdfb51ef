package dev.raghub.rest;

import dev.raghub.answer.Answer;
import dev.raghub.answer.BlockLimits;
import dev.raghub.answer.Caching;
import dev.raghub.answer.Inquiry;
import dev.raghub.answer.Question;
import dev.raghub.answer.Tier;
import dev.raghub.query.Course;
import dev.raghub.query.Crossing;
import dev.raghub.query.QueryPipeline.Retrieved;
import dev.raghub.route.Decision;
import dev.raghub.route.WorkspaceRouter;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.function.Consumer;

/// The request line as every door for questions sees it: first which course a question takes, which
/// the response's `X-Workspace` says, then its answer.
@ApplicationScoped
public class Line {
  private final Gate gate;
  private final WorkspaceRouter router;
  private final Crossing crossing;

  Line(Gate gate, WorkspaceRouter router, Crossing crossing) {
    this.gate = gate;
    this.router = router;
    this.crossing = crossing;
  }

  /// Which course a question takes from here.
  public Course course(Destination destination, Inquiry inquiry) {
    return course(destination, inquiry, true);
  }

  /// Answers a question on its course.
  ///
  /// @param pieces is told of a model's text as it arrives
  public Answer answer(Course course, Inquiry inquiry, Consumer<String> pieces) {
    return crossing.answer(course, inquiry, pieces);
  }

  /// Finds passages; no model is asked, not even where it is close.
  public Retrieved retrieve(
      Destination destination, Question question, Optional<BlockLimits> limits) {
    Inquiry inquiry =
        new Inquiry(
            question, Optional.of(Tier.EXTRACTIVE), Caching.BYPASS, gate.requestId(), gate.key());
    return crossing.retrieve(course(destination, inquiry, false), question, limits);
  }

  private Course course(Destination destination, Inquiry inquiry, boolean modelAllowed) {
    return switch (destination) {
      case Destination.One(var workspace) -> new Course.Straight(workspace);
      case Destination.Any(var workspaces) -> {
        Decision decision = router.decide(workspaces, inquiry, modelAllowed);
        gate.resolved(decision.chosen());
        yield new Course.Routed(decision);
      }
    };
  }
}
