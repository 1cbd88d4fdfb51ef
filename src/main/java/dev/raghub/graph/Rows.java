package dev.raghub.graph;

import java.util.Arrays;
import java.util.function.IntPredicate;
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

  /// The same rows, in each the cells that are meant before the others; either keep their order.
  Rows first(IntPredicate meant) {
    int[] sorted = new int[cells.length];
    for (int row = 0; row < start.length - 1; row++) {
      int next = start[row];
      for (int pass = 0; pass < 2; pass++) {
        for (int at = start[row]; at < start[row + 1]; at++) {
          if (meant.test(cells[at]) == (pass == 0)) {
            sorted[next++] = cells[at];
          }
        }
      }
    }
    return new Rows(start, sorted);
  }

  int size(int row) {
    return start[row + 1] - start[row];
  }

  long bytes() {
    return Integer.BYTES * ((long) start.length + cells.length);
  }
}
