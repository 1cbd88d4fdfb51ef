package dev.raghub.source;

import java.util.List;

/// What was computed.
///
/// @param statement the SQL that computed it, with `?` for values and without the text of a
///   `query:` source, which is the operator's own
public record Aggregated(String statement, Result result) {

  /// What came of it.
  public sealed interface Result {}

  /// How many rows there are.
  public record Counted(long rows) implements Result {}

  /// A sum or an average.
  ///
  /// @param rows how many rows there are
  /// @param valued how many of them have a value
  /// @param value as a decimal number; empty = an average of nothing
  public record Added(long rows, long valued, String value) implements Result {}

  /// The rows with the last or the first time; none where no row has a time.
  ///
  /// @param more whether there are others with that time
  public record Found(List<Dated> rows, boolean more) implements Result {
    public Found {
      rows = List.copyOf(rows);
    }
  }

  /// A row and its time.
  ///
  /// @param key see [KeyText]
  /// @param time as the row's document shows it
  public record Dated(String key, String time) {}
}
