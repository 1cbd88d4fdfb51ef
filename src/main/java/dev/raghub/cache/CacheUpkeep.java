package dev.raghub.cache;

import dev.raghub.observe.Observation;
import dev.raghub.observe.Observer;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/// Takes out of Redis what was made from rows that have changed, every [CacheSettings#purge], and
/// says at start where Redis is set up so that it would refuse or evict at random.
@ApplicationScoped
public class CacheUpkeep {
  private final RedisEntries entries;
  private final Questions questions;
  private final CacheSettings settings;
  private final Observer observer;
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(Thread.ofVirtual().factory());

  CacheUpkeep(
      RedisEntries entries, Questions questions, CacheSettings settings, Observer observer) {
    this.entries = entries;
    this.questions = questions;
    this.settings = settings;
    this.observer = observer;
  }

  void begin(@Observes StartupEvent start) {
    if (settings.enabled()) {
      thread.execute(this::look);
      var _ =
          thread.scheduleWithFixedDelay(
              this::purge,
              settings.purge().toMillis(),
              settings.purge().toMillis(),
              TimeUnit.MILLISECONDS);
    }
  }

  @PreDestroy
  void close() {
    thread.shutdownNow();
  }

  private void look() {
    entries
        .limits()
        .filter(limits -> limits.maxBytes() == 0 || limits.policy().equals("noeviction"))
        .ifPresent(
            limits ->
                observer.saw(new Observation.CacheUnbounded(limits.maxBytes(), limits.policy())));
  }

  private void purge() {
    try {
      questions.purge();
    } catch (RuntimeException | Error failed) {
      // An Error as well: what escapes here ends the schedule without a word.
      observer.saw(new Observation.BookkeepingFailed("all", "cache", failed));
    }
  }
}
