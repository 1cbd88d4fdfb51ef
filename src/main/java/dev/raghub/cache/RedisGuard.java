package dev.raghub.cache;

import dev.raghub.observe.Observation;
import dev.raghub.observe.Observer;
import io.quarkus.redis.datasource.RedisDataSource;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

/// Stands between raghub and a Redis that does not answer. The first command that fails closes the
/// way for all; from then on a thread of its own asks once a second whether Redis is back, so that
/// no question ever waits for it twice.
@ApplicationScoped
public class RedisGuard {
  private static final Duration PAUSE = Duration.ofSeconds(1);

  /// A Redis that is full or read-only comes and goes every second.
  private static final Duration QUIET = Duration.ofMinutes(1);

  private final RedisDataSource redis;
  private final Observer observer;
  private final AtomicBoolean away = new AtomicBoolean();
  private final AtomicReference<Instant> reported = new AtomicReference<>(Instant.EPOCH);
  private final Clock clock;
  private volatile boolean stopped;

  RedisGuard(RedisDataSource redis, Observer observer, Clock clock) {
    this.redis = redis;
    this.observer = observer;
    this.clock = clock;
  }

  /// What a command gives, or something else where Redis does not answer.
  <T> T ask(T otherwise, Supplier<T> command) {
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

  boolean answers() {
    return !away.get();
  }

  @PreDestroy
  void stop() {
    stopped = true;
  }

  private void failed(RuntimeException failure) {
    if (!stopped && away.compareAndSet(false, true)) {
      Instant now = clock.instant();
      boolean news = now.isAfter(reported.get().plus(QUIET));
      if (news) {
        reported.set(now);
        observer.saw(new Observation.CacheAway(failure));
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
          observer.saw(new Observation.CacheBack());
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
