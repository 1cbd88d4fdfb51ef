package dev.raghub.redis;

import io.quarkus.redis.datasource.RedisDataSource;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Supplier;

/// Stands between raghub and a Redis that does not answer. The first command that fails closes the
/// way for all; from then on a thread of its own asks once a second whether Redis is back, so that
/// no request ever waits for it twice.
public final class RedisBreaker {
  private static final Duration PAUSE = Duration.ofSeconds(1);

  /// A Redis that is full or read-only comes and goes every second.
  private static final Duration QUIET = Duration.ofMinutes(1);

  private final RedisDataSource redis;
  private final Clock clock;
  private final Consumer<Throwable> gone;
  private final Runnable back;
  private final AtomicBoolean away = new AtomicBoolean();
  private final AtomicReference<Instant> reported = new AtomicReference<>(Instant.EPOCH);
  private volatile boolean stopped;

  /// @param gone is told when Redis goes, at most once a minute
  /// @param back is told when it comes, where its going was told
  public RedisBreaker(RedisDataSource redis, Clock clock, Consumer<Throwable> gone, Runnable back) {
    this.redis = redis;
    this.clock = clock;
    this.gone = gone;
    this.back = back;
  }

  /// What a command gives, or something else where Redis does not answer.
  public <T> T ask(T otherwise, Supplier<T> command) {
    if (away.get()) {
      return otherwise;
    }
    try {
      return command.get();
    } catch (RuntimeException failure) {
      failed(failure);
      return otherwise;
    }
  }

  public boolean answers() {
    return !away.get();
  }

  /// Asks no more; for the end of the process.
  public void stop() {
    stopped = true;
  }

  private void failed(RuntimeException failure) {
    if (!stopped && away.compareAndSet(false, true)) {
      Instant now = clock.instant();
      boolean news = now.isAfter(reported.get().plus(QUIET));
      if (news) {
        reported.set(now);
        gone.accept(failure);
      }
      Thread.startVirtualThread(() -> awaitReturn(news));
    }
  }

  private void awaitReturn(boolean news) {
    while (!stopped) {
      try {
        Thread.sleep(PAUSE);
        redis.execute("PING");
        // A Redis that is full or read-only answers too; its next refusal closes the way again.
        away.set(false);
        if (news) {
          back.run();
        }
        return;
      } catch (InterruptedException ended) {
        Thread.currentThread().interrupt();
        return;
      } catch (RuntimeException still) {
        // Still away.
      }
    }
  }
}
