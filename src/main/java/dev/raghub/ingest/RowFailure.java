package dev.raghub.ingest;

/// A row that was not taken in.
public record RowFailure(String key, String code, String reason) {}
