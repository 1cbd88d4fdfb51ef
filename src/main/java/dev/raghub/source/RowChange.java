package dev.raghub.source;

/// That something happened to a row, or to a whole table. What the row holds now is read from the
/// source.
///
/// @param key as [KeyText] writes it; empty where all rows are gone
public record RowChange(String source, String key, Kind kind) {
  /// What an entry of the queue's index can hold, with room for the names before it.
  public static final int MAX_KEY_BYTES = 2_000;

  /// What was said to have happened; the source has the last word.
  public enum Kind {
    UPSERT,
    DELETE,
    /// All rows of the source may be gone.
    TRUNCATE
  }

  /// All rows of a source have to be looked at.
  public static RowChange truncate(String source) {
    return new RowChange(source, "", Kind.TRUNCATE);
  }
}
