package dev.raghub.answer;

/// Why something that had to be computed was not.
///
/// @param code stable, in kebab case, such as `unknown-word`
/// @param reason for people: what stands in the way and what would help
public record Decline(String code, String reason) {}
