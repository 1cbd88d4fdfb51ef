package dev.raghub.spend;

import java.time.Instant;
import java.util.Optional;

/// What may be spent in a period, and what is.
///
/// @param key whose budget it is; empty = the workspace's
/// @param spent in the present period, with what is reserved for calls that are being made
public record Budget(
    Optional<String> key, Period period, Money cap, Money spent, Instant renewsAt) {}
