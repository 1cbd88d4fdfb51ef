package dev.raghub.workspace;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;

/// An erasure in the register.
///
/// @param kind `row`, `document` or `workspace`
/// @param item the number of the row or document, which is a hash of source and key
/// @param searchedAt empty where the search did not end
/// @param report as JSON
public record ErasureEntry(
    UUID id,
    WorkspaceId workspace,
    String kind,
    OptionalLong item,
    String askedBy,
    Instant askedAt,
    Optional<Instant> searchedAt,
    Optional<String> report) {}
