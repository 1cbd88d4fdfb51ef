package dev.raghub.model;

/// A completion, and how many attempts failed before it.
public record Reply(Completion completion, int retries) {}
