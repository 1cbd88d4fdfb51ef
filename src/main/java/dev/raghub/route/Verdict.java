package dev.raghub.route;

import dev.raghub.answer.ModelCall;
import dev.raghub.answer.QuestionVector;
import dev.raghub.answer.Route;
import dev.raghub.answer.Route.Why;
import dev.raghub.workspace.Workspace;
import java.util.List;
import java.util.Optional;

/// What follows from how near workspaces are.
///
/// | near at all | share of the first in the first two | |
/// |---|---|---|
/// | none | | nothing near |
/// | one | | clear |
/// | several | at least `clear` | clear: the first |
/// | several | less | close: the first two |
record Verdict(List<Nearness> ranked, List<Workspace> chosen, Why why, List<ModelCall> calls) {
  Verdict {
    ranked = List.copyOf(ranked);
    chosen = List.copyOf(chosen);
    calls = List.copyOf(calls);
  }

  /// @param ranked the nearest first
  /// @param near below it a workspace is out
  /// @param clear share of the first two from which on the first is alone
  static Verdict of(List<Nearness> ranked, double near, double clear) {
    List<Nearness> able = ranked.stream().filter(each -> each.near() >= near).toList();
    if (able.isEmpty()) {
      return new Verdict(ranked, List.of(), Why.NOTHING_NEAR, List.of());
    }
    Nearness first = able.getFirst();
    boolean alone =
        able.size() == 1 || first.share() >= clear * (first.share() + able.get(1).share());
    return new Verdict(
        ranked,
        able.stream().limit(alone ? 1 : 2).map(Nearness::workspace).toList(),
        alone ? Why.CLEAR : Why.CLOSE,
        List.of());
  }

  /// The same once a model was asked.
  Verdict ruled(Umpire.Ruling ruling) {
    return ruling
        .chosen()
        .map(one -> new Verdict(ranked, List.of(one), Why.MODEL, ruling.calls()))
        .orElse(new Verdict(ranked, chosen, why, ruling.calls()));
  }

  Decision decision(Optional<QuestionVector> vector, List<String> missed) {
    Route route =
        new Route(
            chosen.stream().map(workspace -> workspace.id().value()).toList(),
            ranked.stream().map(Nearness::score).toList(),
            why,
            missed);
    return new Decision(route, chosen, vector, calls);
  }
}
