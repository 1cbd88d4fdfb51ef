package dev.raghub.source;

import java.util.List;

/// How many rows are read at once: fewer, the longer those were that were read last, because two
/// batches are in memory with all that is derived from them.
final class PageSize {
  /// Before anything is known of them.
  private static final int FIRST = 50;

  private static final long MAX_CHARACTERS = 1_000_000;

  private final int most;
  private int rows;

  /// @param most rows at once, 1 or more
  PageSize(int most) {
    this.most = most;
    this.rows = Math.min(FIRST, most);
  }

  int rows() {
    return rows;
  }

  void saw(List<ReadRow> batch) {
    long characters = batch.stream().mapToLong(ReadRow::characters).sum();
    long fitting = batch.size() * MAX_CHARACTERS / Math.max(1, characters);
    rows = Math.clamp(fitting, 1, most);
  }
}
