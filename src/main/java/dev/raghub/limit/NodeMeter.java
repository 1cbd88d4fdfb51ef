package dev.raghub.limit;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/// Counts in this process's memory. The keys that were quiet longest are forgotten beyond 10,000.
final class NodeMeter implements Meter {
  private static final int MAX_KEYS = 10_000;
  private static final double MINUTE_NANOS = Duration.ofMinutes(1).toNanos();

  private final Clock clock;
  private final Map<String, Bucket> buckets =
      new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Bucket> eldest) {
          return size() > 2 * MAX_KEYS;
        }
      };

  NodeMeter(Clock clock) {
    this.clock = clock;
  }

  private record Bucket(double level, Instant at) {}

  @Override
  public synchronized Levels take(String key, Rates rates) {
    Instant now = clock.instant();
    double requests = level("r:" + key, rates.requests(), now);
    double tokens = level("t:" + key, rates.tokens(), now);
    boolean taken =
        (rates.requests() == 0 || requests + 1 <= rates.requests() + Admission.ROUNDING)
            && (rates.tokens() == 0 || tokens < rates.tokens());
    double counted = taken && rates.requests() > 0 ? requests + 1 : requests;
    put("r:" + key, rates.requests(), new Bucket(counted, now));
    put("t:" + key, rates.tokens(), new Bucket(tokens, now));
    return new Levels(taken, counted, tokens);
  }

  @Override
  public synchronized void charge(String key, long tokens) {
    buckets.computeIfPresent(
        "t:" + key, (name, bucket) -> new Bucket(bucket.level() + tokens, bucket.at()));
  }

  private double level(String name, int limit, Instant now) {
    Bucket bucket = buckets.get(name);
    if (limit == 0 || bucket == null) {
      return 0;
    }
    double gone = Math.max(0, Duration.between(bucket.at(), now).toNanos());
    return Math.max(0, bucket.level() - gone * limit / MINUTE_NANOS);
  }

  private void put(String name, int limit, Bucket bucket) {
    if (limit > 0) {
      buckets.put(name, bucket);
    }
  }
}
