package dev.raghub.cache;

import dev.raghub.observe.Observation;
import dev.raghub.observe.Observer;
import dev.raghub.redis.RedisBreaker;
import io.quarkus.redis.datasource.RedisDataSource;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.function.Supplier;

/// The cache's [RedisBreaker]: without Redis a question is a miss.
@ApplicationScoped
public class RedisGuard {
  private final RedisBreaker breaker;

  RedisGuard(RedisDataSource redis, Observer observer, Clock clock) {
    this.breaker =
        new RedisBreaker(
            redis,
            clock,
            cause -> observer.saw(new Observation.CacheAway(cause)),
            () -> observer.saw(new Observation.CacheBack()));
  }

  /// What a command gives, or something else where Redis does not answer.
  <T> T ask(T otherwise, Supplier<T> command) {
    return breaker.ask(otherwise, command);
  }

  boolean answers() {
    return breaker.answers();
  }

  @PreDestroy
  void stop() {
    breaker.stop();
  }
}
