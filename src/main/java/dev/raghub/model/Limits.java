package dev.raghub.model;

import java.time.Duration;

/// How long an endpoint is waited for, and how often.
///
/// @param waiting callers of one urgency that may wait for their turn
/// @param patience while waiting for a turn
/// @param connect to the server
/// @param retries after the first attempt
/// @param pause before the first retry, doubled before the next
/// @param failures in a row after which the endpoint is left alone
/// @param rest how long it is left alone
/// @param responseBytes of one response
record Limits(
    int waiting,
    Duration patience,
    Duration connect,
    int retries,
    Duration pause,
    int failures,
    Duration rest,
    long responseBytes) {}
