package dev.raghub.spend;

import dev.raghub.model.TokenUsage;

/// How a call's line in the ledger ends.
sealed interface Closing {
  /// At what the reported tokens cost.
  record Settled(Money cost, TokenUsage usage) implements Closing {}

  /// At what was reserved, because nobody knows what was used. A settlement that comes late
  /// corrects it.
  record Assumed() implements Closing {}

  /// At nothing: the provider has not taken the call.
  record Released() implements Closing {}
}
