package dev.raghub.aggregate;

import java.time.LocalDate;
import java.util.Optional;

/// A stretch of time in whole days.
///
/// @param from the first day; empty = it has no begin
/// @param before the first day after; empty = it has no end
record Period(Optional<LocalDate> from, Optional<LocalDate> before) {
  /// For people: `from 1997-01-01, before 1998-01-01`.
  String text() {
    String begin = from.map(day -> "from " + day).orElse("");
    String end = before.map(day -> "before " + day).orElse("");
    return begin.isEmpty() || end.isEmpty() ? begin + end : begin + ", " + end;
  }
}
