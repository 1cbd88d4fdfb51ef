package dev.raghub.tier;

import dev.raghub.answer.Inquiry;
import dev.raghub.fault.RaghubException;
import dev.raghub.model.Completion;
import dev.raghub.model.Endpoint;
import dev.raghub.model.Prompt;
import dev.raghub.workspace.Workspace;
import java.math.BigDecimal;
import java.util.function.Consumer;

/// Asks a model on behalf of somebody who waits, and pays.
public interface ModelAnswers {
  /// @param pieces is told of the text as it arrives
  /// @throws RaghubException MODEL_… or BUDGET_EXCEEDED
  Paid ask(
      Workspace workspace,
      Inquiry inquiry,
      Endpoint endpoint,
      Prompt prompt,
      Consumer<String> pieces);

  /// A completion with its price.
  ///
  /// @param cost in dollars
  record Paid(Completion completion, BigDecimal cost) {}
}
