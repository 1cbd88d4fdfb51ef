package dev.raghub.spend;

import dev.raghub.fault.RaghubException;
import dev.raghub.model.Endpoint;
import dev.raghub.model.Prompt;
import dev.raghub.model.Reply;
import dev.raghub.model.Urgency;

/// Who answers: `Models::ask`, or a script in tests.
@FunctionalInterface
interface Asked {
  /// @param hearer is told while the call goes on
  /// @throws RaghubException as [dev.raghub.model.Models#ask]
  Reply ask(Endpoint endpoint, Prompt prompt, Urgency urgency, Hearer hearer);
}
