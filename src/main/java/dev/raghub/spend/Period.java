package dev.raghub.spend;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Locale;

/// What a budget lasts for; days and months are those of UTC.
public enum Period {
  DAY,
  MONTH;

  /// The first day of the period that holds this one.
  LocalDate begins(LocalDate day) {
    return switch (this) {
      case DAY -> day;
      case MONTH -> day.withDayOfMonth(1);
    };
  }

  /// When the next period begins.
  Instant renews(LocalDate day) {
    LocalDate next =
        switch (this) {
          case DAY -> day.plusDays(1);
          case MONTH -> begins(day).plusMonths(1);
        };
    return next.atStartOfDay(ZoneOffset.UTC).toInstant();
  }

  /// In the database and on the wire.
  String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  static Period ofLabel(String label) {
    return valueOf(label.toUpperCase(Locale.ROOT));
  }
}
