package dev.raghub.schedule;

import java.time.Instant;
import java.util.Optional;

/// A time of a schedule that came.
///
/// @param planned by the crontab expression, without jitter
/// @param run the run that reads the whole source
/// @param state `running`, `finished` or `failed`
/// @param told how many keys the queue of changes was told
public record Firing(
    Instant planned,
    Kind kind,
    Instant firedAt,
    Optional<Long> run,
    String state,
    long told,
    Optional<String> errorCode,
    Optional<String> error) {}
