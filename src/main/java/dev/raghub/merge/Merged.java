package dev.raghub.merge;

/// What a merge did, in documents.
public record Merged(long created, long changed, long unchanged) {}
