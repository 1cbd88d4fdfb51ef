package dev.raghub.broker;

import dev.raghub.fault.RaghubException;
import java.util.concurrent.CompletionStage;

/// Where a message goes that can never be taken.
@FunctionalInterface
interface DeadLetters {
  /// True when the broker has it for certain, false where the broker has to reject it instead. What
  /// fails is tried again.
  CompletionStage<Boolean> put(RaghubException reason);
}
