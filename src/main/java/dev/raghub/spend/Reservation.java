package dev.raghub.spend;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.UUID;

/// What a call may cost at most, before it is made.
///
/// @param amount for the whole prompt and the longest completion
record Reservation(
    UUID id, Call call, String endpoint, String model, Money amount, Instant reservedAt) {
  /// The day, in UTC, whose budgets it counts to, whenever the call ends.
  LocalDate day() {
    return LocalDate.ofInstant(reservedAt, ZoneOffset.UTC);
  }
}
