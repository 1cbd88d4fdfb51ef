package dev.raghub.decode;

import dev.raghub.fault.RaghubException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// A slot that is ours for as long as this says so; it is renewed meanwhile.
final class SlotLease implements AutoCloseable {
  private final PostgresDecodings decodings;
  private final Place place;
  private final CountDownLatch closed = new CountDownLatch(1);
  private volatile boolean held = true;

  private SlotLease(PostgresDecodings decodings, Place place) {
    this.decodings = decodings;
    this.place = place;
  }

  /// Of a slot that was leased just now.
  static SlotLease of(PostgresDecodings decodings, Place place, Duration every) {
    SlotLease lease = new SlotLease(decodings, place);
    Thread.startVirtualThread(() -> lease.renew(every));
    return lease;
  }

  boolean held() {
    return held;
  }

  @Override
  public void close() {
    closed.countDown();
    if (held) {
      held = false;
      decodings.release(place.workspace(), place.slot());
    }
  }

  private void renew(Duration every) {
    try {
      while (held && !closed.await(every.toMillis(), TimeUnit.MILLISECONDS)) {
        held = decodings.lease(place.workspace(), place.slot(), place.address().place());
      }
    } catch (InterruptedException | RaghubException lost) {
      held = false;
    }
  }
}
