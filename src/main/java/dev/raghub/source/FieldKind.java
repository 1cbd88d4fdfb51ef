package dev.raghub.source;

/// What a field is good for.
public enum FieldKind {
  VALUE,
  /// One of few distinct values, worth an entity of its own.
  FACET,
  /// Free text, worth splitting, embedding and extraction.
  TEXT,
  /// Who may read the row; is not shown.
  LABEL
}
