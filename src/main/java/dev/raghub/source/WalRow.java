package dev.raghub.source;

import java.util.Map;
import java.util.Optional;

/// A row's change as the write-ahead log has it. Columns by name, their values as PostgreSQL writes
/// them, empty for null.
///
/// @param table `schema.name`
/// @param before the row as it was, as far as the table's replica identity gives it; no columns
///   where it gives none
/// @param after the row as it is; no columns where it is gone. A long value that is as it was is
///   taken from `before`, and left out where that lacks it
public record WalRow(
    String table,
    Kind kind,
    Map<String, Optional<String>> before,
    Map<String, Optional<String>> after) {
  public WalRow {
    before = Map.copyOf(before);
    after = Map.copyOf(after);
  }

  public enum Kind {
    INSERT,
    UPDATE,
    DELETE,
    TRUNCATE
  }
}
