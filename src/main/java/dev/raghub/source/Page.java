package dev.raghub.source;

import java.util.List;

/// Some rows of a source.
///
/// @param last where reading goes on behind them: the key of the last row as PostgreSQL writes it;
///   empty where the source cannot be read from a place on
public record Page(List<ReadRow> rows, List<String> last) {
  public Page {
    rows = List.copyOf(rows);
    last = List.copyOf(last);
  }
}
