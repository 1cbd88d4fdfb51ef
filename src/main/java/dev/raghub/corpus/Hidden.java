package dev.raghub.corpus;

import java.util.Arrays;

/// The items that a caller may not read. Two are the same where they are the same object.
public final class Hidden {
  public static final Hidden NONE = new Hidden(new long[0]);

  private final long[] items;

  private Hidden(long[] items) {
    this.items = items.clone();
    Arrays.sort(this.items);
  }

  public static Hidden of(long... items) {
    return new Hidden(items);
  }

  /// In ascending order.
  public long[] items() {
    return items.clone();
  }

  public boolean isEmpty() {
    return items.length == 0;
  }

  public boolean has(long item) {
    return Arrays.binarySearch(items, item) >= 0;
  }
}
