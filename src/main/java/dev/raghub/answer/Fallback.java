package dev.raghub.answer;

/// A tier that should have answered and did not.
///
/// @param code of the error, or `unverified`
public record Fallback(String tier, String endpoint, String code) {}
