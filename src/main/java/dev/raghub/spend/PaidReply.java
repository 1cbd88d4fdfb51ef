package dev.raghub.spend;

import dev.raghub.model.Completion;
import java.util.UUID;

/// What a model said, and what it cost.
///
/// @param call its id in ledger and traces
/// @param retries how many attempts failed before it
public record PaidReply(UUID call, Completion completion, int retries, Money cost) {}
