package dev.raghub.broker;

import dev.raghub.fault.RaghubException;
import java.util.concurrent.CompletionStage;

/// Where a message goes that cannot be taken.
@FunctionalInterface
interface DeadLetters {
  /// Done when the broker has it for certain.
  CompletionStage<Void> put(RaghubException reason);
}
