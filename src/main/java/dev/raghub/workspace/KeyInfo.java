package dev.raghub.workspace;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// A key without its secret, for lists.
///
/// @param id the public part, `rh_` and 12 characters
/// @param workspaces names; empty = every workspace
public record KeyInfo(
    String id,
    String name,
    List<String> roles,
    Optional<List<String>> workspaces,
    Instant createdAt,
    Optional<Instant> expiresAt,
    Optional<Instant> revokedAt) {}
