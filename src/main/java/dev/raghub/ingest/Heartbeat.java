package dev.raghub.ingest;

import java.time.Duration;

/// Shows again and again that somebody is alive while he works.
public final class Heartbeat {
  private Heartbeat() {}

  /// @param lease after so long without a beat he is taken for lost
  public static void during(Runnable work, Duration lease, Runnable beat) {
    Thread beating = Thread.startVirtualThread(() -> go(lease.dividedBy(4), beat));
    try {
      work.run();
    } finally {
      beating.interrupt();
    }
  }

  private static void go(Duration pause, Runnable beat) {
    while (!Thread.currentThread().isInterrupted()) {
      try {
        Thread.sleep(pause);
        beat.run();
      } catch (InterruptedException done) {
        return;
      } catch (RuntimeException missed) {
        // The next beat comes before the lease ends; what is wrong with the database, the work
        // itself says.
      }
    }
  }
}
