package dev.raghub.workspace;

import java.time.Instant;
import java.util.Optional;

/// What an administrator did.
///
/// @param key the public part of the caller's key
/// @param action such as `key.rotate`
/// @param target what it was done to, where that has an id: no content
/// @param workspace in which, where it was in one
/// @param outcome `done`, the code of an error, or `begun` where nobody knows: its process ended
public record AuditEntry(
    long id,
    Instant at,
    String key,
    String request,
    String action,
    String target,
    Optional<String> workspace,
    String outcome) {}
