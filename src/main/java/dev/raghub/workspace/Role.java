package dev.raghub.workspace;

/// What a key may do. Roles do not include each other, except that [#ADMIN] may do everything.
public enum Role {
  /// Ask questions, retrieve passages, read documents.
  QUERY,
  /// Put and delete documents.
  INGEST,
  /// Everything, with workspaces, keys, sources and runs.
  ADMIN
}
