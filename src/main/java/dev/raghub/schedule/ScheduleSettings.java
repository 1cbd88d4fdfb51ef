package dev.raghub.schedule;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/// How schedules are kept.
@ConfigMapping(prefix = "raghub.schedule")
public interface ScheduleSettings {
  /// Whether this gateway fires schedules, and takes over runs whose gateway is lost.
  @WithDefault("true")
  boolean enabled();

  /// How often is looked whether a time has come.
  @WithDefault("5s")
  Duration look();

  /// Keys of changed rows told to the queue in one step.
  @WithDefault("500")
  int batch();

  /// How far below the watermark is looked for changes again, where the change column is a moment:
  /// longer than the source's transactions take.
  @WithDefault("5m")
  Duration overlap();

  /// The same where it is a number.
  @WithDefault("1000")
  long overlapNumbers();

  /// How long it is remembered what was fired.
  @WithDefault("30d")
  Duration keep();
}
