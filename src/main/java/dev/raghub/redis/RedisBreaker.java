package dev.raghub.redis;

import io.quarkus.redis.datasource.RedisDataSource;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
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
  private final Listener listener;
  private final AtomicBoolean away = new AtomicBoolean();
  private final AtomicReference<Instant> reported = new AtomicReference<>(Instant.EPOCH);
  private volatile boolean stopped;

  public RedisBreaker(RedisDataSource redis, Clock clock, Listener listener) {
    this.redis = redis;
    this.clock = clock;
    this.listener = listener;
  }

  /// Is told when Redis goes and comes, at most once a minute.
  public interface Listener {
    void away(Throwable cause);

    void back();
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
        listener.away(failure);
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
          listener.back();
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
