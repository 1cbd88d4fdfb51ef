package dev.raghub.source;

/// How a column is rendered and what it is good for. A domain counts as its base type.
public enum ColumnKind {
  TEXT,
  ENUM,
  NUMBER,
  BOOLEAN,
  DATE,
  TIMESTAMP,
  TIMESTAMP_WITH_ZONE,
  UUID,
  JSON,
  ARRAY,
  /// Bytes: never rendered.
  BINARY,
  /// `tsvector` and `tsquery`: never rendered.
  SEARCH,
  /// Rendered as PostgreSQL writes it: interval, range, inet, point, composite.
  OTHER;

  boolean rendered() {
    return this != BINARY && this != SEARCH;
  }

  boolean moment() {
    return this == DATE || this == TIMESTAMP || this == TIMESTAMP_WITH_ZONE;
  }
}
