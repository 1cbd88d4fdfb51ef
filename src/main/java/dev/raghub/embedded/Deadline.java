package dev.raghub.embedded;

import java.time.Duration;

/// A point in time after which waiting ends.
record Deadline(long nanoTime) {
  private static final long PAUSE_MILLIS = 15;

  static Deadline in(Duration limit) {
    return new Deadline(System.nanoTime() + limit.toNanos());
  }

  boolean passed() {
    return System.nanoTime() - nanoTime >= 0;
  }

  /// Sleeps for a moment between two looks at something.
  static void pause(String doing) {
    try {
      Thread.sleep(PAUSE_MILLIS);
    } catch (InterruptedException cause) {
      throw Failures.interrupted(doing, cause);
    }
  }
}
