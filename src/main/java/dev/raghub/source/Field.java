package dev.raghub.source;

/// A rendered cell. The name is for people: "release date"; the value is never empty.
public record Field(String name, String value, FieldKind kind) {}
