package dev.raghub.schedule;

import java.util.Locale;

/// What a firing reads.
public enum Kind {
  /// The whole source; what is gone is taken out.
  FULL,
  /// The rows that changed, as the source's change column says.
  CHANGED;

  String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  static Kind of(String word) {
    return valueOf(word.toUpperCase(Locale.ROOT));
  }
}
