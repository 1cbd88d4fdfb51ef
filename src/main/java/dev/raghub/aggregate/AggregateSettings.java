package dev.raghub.aggregate;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/// What computing an answer may cost a source.
@ConfigMapping(prefix = "raghub.aggregate")
public interface AggregateSettings {
  /// After which the source cancels a statement and the question is declined; at least a
  /// millisecond.
  @WithDefault("2s")
  Duration timeout();

  /// How many rows are named when they share the last or the first time.
  @WithDefault("5")
  int rows();

  /// How many questions of one workspace may be at its sources at once; one more is declined.
  @WithDefault("4")
  int sessions();
}
