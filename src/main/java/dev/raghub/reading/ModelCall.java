package dev.raghub.reading;

import dev.raghub.fault.RaghubException;
import dev.raghub.model.Endpoint;
import dev.raghub.model.Prompt;
import dev.raghub.model.Reply;
import dev.raghub.workspace.Workspace;

/// Asks a model on a workspace's behalf, when nobody waits for the answer.
@FunctionalInterface
public interface ModelCall {
  /// @throws RaghubException as [dev.raghub.model.Models#ask], BUDGET_EXCEEDED as well
  Reply ask(Workspace workspace, Endpoint endpoint, Prompt prompt);
}
