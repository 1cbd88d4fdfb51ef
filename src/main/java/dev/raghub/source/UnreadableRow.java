package dev.raghub.source;

import dev.raghub.fault.ErrorCode;

/// A row that cannot be rendered; the rows around it are read all the same. The reason names
/// columns and limits, never the row's text.
public record UnreadableRow(String source, String key, ErrorCode code, String reason)
    implements ReadRow {
  @Override
  public long characters() {
    return 0;
  }
}
