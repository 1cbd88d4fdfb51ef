package dev.raghub.spend;

import dev.raghub.model.Completion;
import dev.raghub.model.TokenUsage;
import java.util.UUID;

/// What a model said, and what it cost.
///
/// @param call its id in ledger and traces
/// @param retries how many attempts failed before it
/// @param spent the tokens that were paid for, see [dev.raghub.model.Reply]
public record PaidReply(
    UUID call, Completion completion, int retries, TokenUsage spent, Money cost) {}
