package dev.raghub.graph;

import java.util.Arrays;
import java.util.function.IntUnaryOperator;

/// Compressed sparse rows: row `r` holds `cells[start[r] .. start[r + 1])`. Immutable by agreement:
/// the arrays are shared and never written again.
final class Rows {
  final int[] start;
  final int[] cells;

  Rows(int[] start, int[] cells) {
    this.start = start;
    this.cells = cells;
  }

  /// Distributes entries over rows; the entries of a row keep their order.
  ///
  /// @param row the row of an entry, or a negative number for one that is left out
  static Rows group(int rows, int entries, IntUnaryOperator row, IntUnaryOperator cell) {
    int[] start = new int[rows + 1];
    for (int entry = 0; entry < entries; entry++) {
      int at = row.applyAsInt(entry);
      if (at >= 0) {
        start[at + 1]++;
      }
    }
    Arrays.parallelPrefix(start, Integer::sum);
    int[] next = start.clone();
    int[] cells = new int[start[rows]];
    for (int entry = 0; entry < entries; entry++) {
      int at = row.applyAsInt(entry);
      if (at >= 0) {
        cells[next[at]++] = cell.applyAsInt(entry);
      }
    }
    return new Rows(start, cells);
  }

  int size(int row) {
    return start[row + 1] - start[row];
  }

  long bytes() {
    return Integer.BYTES * ((long) start.length + cells.length);
  }
}
