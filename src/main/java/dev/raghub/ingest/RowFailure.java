package dev.raghub.ingest;

/// A row that was not taken in.
///
/// @param key of the row, cut to [#MAX_KEY] characters: a key may be what is wrong with the row
public record RowFailure(String key, String code, String reason) {
  private static final int MAX_KEY = 500;

  public RowFailure {
    key = key.length() > MAX_KEY ? key.substring(0, MAX_KEY) + "…" : key;
  }
}
