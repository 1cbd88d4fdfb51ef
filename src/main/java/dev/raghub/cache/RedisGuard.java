package dev.raghub.cache;

import dev.raghub.observe.Observation;
import dev.raghub.observe.Observer;
import io.quarkus.redis.datasource.RedisDataSource;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

/// Stands between raghub and a Redis that does not answer. The first command that fails closes the
/// way for all; from then on a thread of its own asks once a second whether Redis is back, so that
/// no question ever waits for it twice.
@ApplicationScoped
public class RedisGuard {
  private static final Duration PAUSE = Duration.ofSeconds(1);

  private final RedisDataSource redis;
  private final Observer observer;
  private final AtomicBoolean away = new AtomicBoolean();
  private volatile boolean stopped;

  RedisGuard(RedisDataSource redis, Observer observer) {
    this.redis = redis;
    this.observer = observer;
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
      observer.saw(new Observation.CacheAway(failure));
      Thread.startVirtualThread(this::awaitReturn);
    }
  }

  private void awaitReturn() {
    while (!stopped) {
      try {
        Thread.sleep(PAUSE);
        redis.execute("PING");
        // A Redis that is full or read-only answers too: what it cannot do must not be asked in a
        // loop, so the next refusal closes the way for a second again.
        away.set(false);
        observer.saw(new Observation.CacheBack());
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
