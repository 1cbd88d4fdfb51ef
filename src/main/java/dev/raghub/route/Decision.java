package dev.raghub.route;

import dev.raghub.answer.ModelCall;
import dev.raghub.answer.QuestionVector;
import dev.raghub.answer.Route;
import dev.raghub.workspace.Workspace;
import java.util.List;
import java.util.Optional;

/// Where a question goes.
///
/// @param chosen one workspace, or two between which it was close, the nearer first; none = nothing
///   is near
/// @param vector of the question, where it was embedded in time
/// @param calls of a model that was asked to choose
public record Decision(
    Route route, List<Workspace> chosen, Optional<QuestionVector> vector, List<ModelCall> calls) {
  public Decision {
    chosen = List.copyOf(chosen);
    calls = List.copyOf(calls);
  }
}
