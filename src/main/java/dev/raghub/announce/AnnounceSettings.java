package dev.raghub.announce;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.List;

/// How subscribers are told.
@ConfigMapping(prefix = "raghub.announce")
public interface AnnounceSettings {
  /// How often is looked for what is to be told.
  @WithDefault("5s")
  Duration look();

  /// How long a subscriber may take to answer.
  @WithDefault("15s")
  Duration timeout();

  /// How long is waited before each further attempt; after the last one it is given up.
  @WithDefault("5s,5m,30m,2h,5h,10h,14h,20h")
  List<Duration> retries();

  /// How long is remembered what was told.
  @WithDefault("30d")
  Duration keep();
}
