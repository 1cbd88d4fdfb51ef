package dev.raghub.idempotency;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/// How long requests with an `Idempotency-Key` are remembered.
@ConfigMapping(prefix = "raghub.idempotency")
public interface IdempotencySettings {
  /// How long the answer to a request with an `Idempotency-Key` is given again.
  @WithDefault("24h")
  Duration retention();

  /// After which a request with an `Idempotency-Key` that nobody has ended may be made again: its
  /// process was killed. Longer than any request takes.
  @WithDefault("15m")
  Duration lease();

  /// Characters of an answer that is kept; a longer one is not given again.
  @WithDefault("262144")
  int maxAnswer();
}
