package dev.raghub.spend;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/// How calls of models are booked and traced.
@ConfigMapping(prefix = "raghub.spend")
public interface SpendSettings {
  /// How long the trace of a call is kept.
  @WithDefault("14d")
  Duration traceRetention();

  /// After which a reservation that nobody has closed is settled at its amount: its process was
  /// killed. Longer than any call takes.
  @WithDefault("15m")
  Duration lease();

  /// How long a call goes on whose caller has gone, so that its real usage can be settled; beyond,
  /// it is stopped and settled at what was reserved.
  @WithDefault("30s")
  Duration drain();

  /// How many calls may go on without a caller; one more is stopped.
  @WithDefault("64")
  int drains();

  /// How often [Upkeep] goes round.
  @WithDefault("5m")
  Duration upkeep();
}
