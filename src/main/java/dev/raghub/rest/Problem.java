package dev.raghub.rest;

/// An error as RFC 9457 has it.
///
/// @param type `urn:raghub:problem:` and the code; docs/errors.md describes them all
/// @param code the code itself, such as `workspace-not-found`
/// @param retriable whether the same request may succeed later
public record Problem(
    String type,
    String title,
    int status,
    String detail,
    String code,
    boolean retriable,
    String requestId) {}
