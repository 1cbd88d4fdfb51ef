package dev.raghub.model;

import dev.raghub.fault.RaghubException;

/// The way to the endpoint that is probed, on the account of whoever has it probed.
@FunctionalInterface
public interface Asking {
  /// @throws RaghubException as [Models#ask]; BUDGET_EXCEEDED where nobody pays for it
  Reply ask(Prompt prompt);
}
