package dev.raghub.limit;

import io.smallrye.config.ConfigMapping;
import java.util.Optional;

/// What keys may ask for that have no limits of their own.
@ConfigMapping(prefix = "raghub.limits")
public interface LimitSettings {
  /// Requests a minute of a key; absent = as many as it likes.
  Optional<Integer> requestsPerMinute();

  /// Tokens a minute of a key; absent = as many as it likes.
  Optional<Integer> tokensPerMinute();

  /// Where they are counted.
  Counters redis();

  /// A Redis of its own, or the cache's.
  interface Counters {
    /// Its address; absent = `raghub.redis.url`.
    Optional<String> url();
  }
}
