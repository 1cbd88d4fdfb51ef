package dev.raghub.cache;

import dev.raghub.observe.Observer;
import dev.raghub.paraphrase.Gate;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;

/// What a [Shelf] judges by and reports to.
@ApplicationScoped
public class Surroundings {
  private final Gate gate;
  private final Observer observer;
  private final Clock clock;

  Surroundings(CacheSettings settings, Observer observer, Clock clock) {
    this.gate = new Gate(settings.similarityShift());
    this.observer = observer;
    this.clock = clock;
  }

  Gate gate() {
    return gate;
  }

  Observer observer() {
    return observer;
  }

  Clock clock() {
    return clock;
  }
}
