package dev.raghub.aggregate;

import java.util.Locale;

/// What a question wants.
enum Form {
  COUNT,
  SUM,
  AVERAGE,
  LATEST,
  EARLIEST;

  boolean ordersTime() {
    return this == LATEST || this == EARLIEST;
  }

  boolean adds() {
    return this == SUM || this == AVERAGE;
  }

  /// As answers name it.
  String operation() {
    return name().toLowerCase(Locale.ROOT);
  }
}
