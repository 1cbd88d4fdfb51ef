package dev.raghub.decode;

import dev.raghub.source.Lsn;
import dev.raghub.source.PostgresWal;
import dev.raghub.source.RowChange;
import dev.raghub.source.WalEvent;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Gathers what a stream tells. Changes of a long transaction come before its position does: who is
/// told them twice reads the same rows twice.
final class WalReader {
  private static final int MOST = 500;

  private final PostgresWal wal;
  private final RowTeller teller;
  private final Clock clock;
  private Lsn position;
  private WalEvent.Begin begun;
  private boolean within;

  WalReader(PostgresWal wal, RowTeller teller, Lsn from, Clock clock) {
    this.wal = wal;
    this.teller = teller;
    this.clock = clock;
    this.position = from;
    this.begun = new WalEvent.Begin(0, clock.instant());
  }

  /// What has arrived, as far as it is looked at together.
  Taken read() {
    List<RowChange> changes = new ArrayList<>();
    Set<Integer> transactions = new HashSet<>();
    Instant oldest = clock.instant();
    for (int events = 0; events < MOST; events++) {
      Optional<WalEvent> event = wal.next();
      if (event.isEmpty()) {
        if (!within && wal.received().compareTo(position) > 0) {
          position = wal.received();
        }
        break;
      }
      if (changes.addAll(changes(event.get()))) {
        transactions.add(begun.transaction());
        oldest = begun.committed().isBefore(oldest) ? begun.committed() : oldest;
      }
    }
    return new Taken(changes, transactions, position, oldest);
  }

  private List<RowChange> changes(WalEvent event) {
    switch (event) {
      case WalEvent.Begin begin -> {
        within = true;
        begun = begin;
      }
      case WalEvent.Change change -> {
        return teller.tell(change.row());
      }
      case WalEvent.Commit commit -> {
        within = false;
        position = commit.end();
      }
    }
    return List.of();
  }
}
