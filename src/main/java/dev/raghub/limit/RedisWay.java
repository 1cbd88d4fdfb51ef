package dev.raghub.limit;

import dev.raghub.observe.Observation;
import dev.raghub.observe.Observer;
import dev.raghub.redis.RedisBreaker;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.function.Supplier;

/// The limits' [RedisBreaker]: without Redis each gateway counts alone.
@ApplicationScoped
class RedisWay {
  private final RedisBreaker breaker;

  RedisWay(RedisMeter meter, Observer observer, Clock clock) {
    this.breaker =
        new RedisBreaker(
            meter.redis(),
            clock,
            cause -> observer.saw(new Observation.LimitsAway(cause)),
            () -> observer.saw(new Observation.LimitsBack()));
  }

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
