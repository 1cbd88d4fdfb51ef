package dev.raghub.change;

import java.time.Instant;

/// A change that was given up.
///
/// @param key of the row; empty where a whole table was told to be empty
/// @param code the error's code, see docs/errors.md
public record DeadLetter(
    String source,
    String key,
    String kind,
    int attempts,
    String code,
    String reason,
    Instant notedAt,
    Instant diedAt) {}
