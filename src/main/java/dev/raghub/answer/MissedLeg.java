package dev.raghub.answer;

/// A leg that did not contribute.
///
/// @param reason a code, such as `deadline`
public record MissedLeg(String name, String reason) {}
