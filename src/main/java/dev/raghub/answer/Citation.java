package dev.raghub.answer;

import java.time.Instant;

/// Where a statement stands.
///
/// @param number what `[n]` in the answer refers to, from 1
/// @param source the table, or `documents` for pushed ones
/// @param key the row's key
/// @param version of the row, as raghub counts its changes
/// @param title of the row
public record Citation(
    int number, String source, String key, long version, String title, Instant changedAt) {}
