package dev.raghub.source;

import java.time.Instant;

/// What a write-ahead log tells of a transaction that was committed, in this order.
public sealed interface WalEvent {
  /// @param transaction its number at the source, whose epoch the log does not tell
  /// @param committed by the source's clock
  record Begin(int transaction, Instant committed) implements WalEvent {}

  record Change(WalRow row) implements WalEvent {}

  /// @param end a reader that begins here is told of what was committed later
  record Commit(Lsn end) implements WalEvent {}
}
