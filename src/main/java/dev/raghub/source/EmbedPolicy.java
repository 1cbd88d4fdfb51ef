package dev.raghub.source;

/// Whether the rows of a source are embedded.
public enum EmbedPolicy {
  /// Rows that carry free text of their own are.
  AUTO,
  ALWAYS,
  NEVER
}
