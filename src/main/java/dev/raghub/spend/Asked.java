package dev.raghub.spend;

import dev.raghub.fault.RaghubException;
import dev.raghub.model.Endpoint;
import dev.raghub.model.Prompt;
import dev.raghub.model.Reply;
import dev.raghub.model.Urgency;
import java.util.function.Consumer;

/// Who answers: `Models::ask`, or a script in tests.
@FunctionalInterface
interface Asked {
  /// @throws RaghubException as [dev.raghub.model.ChatModel#complete]
  Reply ask(Endpoint endpoint, Prompt prompt, Urgency urgency, Consumer<String> pieces);
}
