package dev.raghub.rest;

import dev.raghub.spend.Usage;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;

/// What was used, from the first day to the last.
public record UsageResponse(LocalDate from, LocalDate to, String by, List<Line> lines) {
  /// Of one key, workspace, model or day.
  ///
  /// @param dollars what it cost, with what is assumed
  /// @param assumedDollars of it, settled at what was reserved because the usage is not known
  /// @param reservedDollars for calls that are being made
  public record Line(
      String label,
      long calls,
      long promptTokens,
      long cachedTokens,
      long completionTokens,
      BigDecimal dollars,
      BigDecimal assumedDollars,
      BigDecimal reservedDollars) {
    static Line of(Usage usage) {
      return new Line(
          usage.label(),
          usage.calls(),
          usage.promptTokens(),
          usage.cachedTokens(),
          usage.completionTokens(),
          usage.settled().dollars(),
          usage.assumed().dollars(),
          usage.reserved().dollars());
    }
  }

  static UsageResponse of(LocalDate from, LocalDate to, Usage.By by, List<Usage> usage) {
    return new UsageResponse(
        from, to, by.name().toLowerCase(Locale.ROOT), usage.stream().map(Line::of).toList());
  }
}
