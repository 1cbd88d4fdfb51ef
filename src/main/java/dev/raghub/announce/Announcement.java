package dev.raghub.announce;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/// What a subscriber is told, and how that stands.
///
/// @param id the `webhook-id`, the same at every attempt
/// @param state `waiting`, `delivered` or `given-up`
/// @param lastAnswer the status of the last answer; empty = there was none
public record Announcement(
    UUID id,
    String subscriber,
    long run,
    String state,
    int attempts,
    Optional<Integer> lastAnswer,
    Instant createdAt,
    Optional<Instant> nextAttemptAt) {}
