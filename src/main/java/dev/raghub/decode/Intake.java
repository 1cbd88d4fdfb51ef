package dev.raghub.decode;

import dev.raghub.change.ChangeWorkers;
import dev.raghub.change.PostgresChanges;
import dev.raghub.fault.ErrorCode;
import dev.raghub.fault.RaghubException;
import dev.raghub.source.PostgresDecoding;
import dev.raghub.source.PostgresWal;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.function.BooleanSupplier;

/// Moves what a stream brings into the queue. Who is killed before the source knows is told it
/// again.
@ApplicationScoped
public class Intake {
  private static final Duration PATIENCE = Duration.ofMillis(200);
  private static final Duration TURN = Duration.ofMillis(2);

  private final PostgresDecodings decodings;
  private final PostgresChanges changes;
  private final ChangeWorkers workers;
  private final DecodeCheckpoint checkpoint;

  Intake(
      PostgresDecodings decodings,
      PostgresChanges changes,
      ChangeWorkers workers,
      DecodeCheckpoint checkpoint) {
    this.decodings = decodings;
    this.changes = changes;
    this.workers = workers;
    this.checkpoint = checkpoint;
  }

  /// Changes into the queue and their position beside them, then the source is told. Nothing where
  /// the lease was lost meanwhile.
  ///
  /// @param source who reads the rows there later has to see what changed
  void take(Place place, SlotLease lease, PostgresDecoding source, PostgresWal wal, Taken taken)
      throws InterruptedException {
    checkpoint.passed(DecodeStep.TAKEN);
    if (!await(lease, wal, TURN, () -> source.isVisible(taken.transactions()))
        || !await(lease, wal, PATIENCE, () -> changes.hasRoomFor(place.workspace(), 1))) {
      return;
    }
    save(place, taken);
    checkpoint.passed(DecodeStep.ENQUEUED);
    workers.wake(place.workspace());
    wal.acknowledge(taken.position());
    checkpoint.passed(DecodeStep.ACKNOWLEDGED);
  }

  /// Only the position: nothing that is mapped has changed.
  void move(Place place, PostgresWal wal, Taken taken) {
    save(place, taken);
    wal.acknowledge(taken.position());
  }

  private void save(Place place, Taken taken) {
    if (!decodings.take(place.workspace(), place.slot(), taken)) {
      throw new RaghubException(
          ErrorCode.SOURCE_BUSY, "another gateway streams slot " + place.slot());
    }
  }

  /// Meanwhile nothing more is read; the log keeps it. False where the lease was lost.
  private static boolean await(
      SlotLease lease, PostgresWal wal, Duration pause, BooleanSupplier condition)
      throws InterruptedException {
    while (lease.held()) {
      if (condition.getAsBoolean()) {
        return true;
      }
      wal.stay();
      Thread.sleep(pause);
    }
    return false;
  }
}
