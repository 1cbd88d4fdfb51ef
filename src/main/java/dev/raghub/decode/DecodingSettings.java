package dev.raghub.decode;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/// How write-ahead logs of sources are read.
@ConfigMapping(prefix = "raghub.decoding")
public interface DecodingSettings {
  /// What names of slots and publications begin with.
  @WithDefault("raghub")
  String prefix();

  /// After which another gateway takes a slot over whose gateway is lost.
  @WithDefault("15s")
  Duration lease();

  /// How often a position moves on where nothing that is mapped changes. So long a source that is
  /// shut down in order may have to wait for us.
  @WithDefault("10s")
  Duration heartbeat();

  /// How long is waited before a source is read anew whose reading, after its slot was lost,
  /// failed.
  @WithDefault("10m")
  Duration reconcileRetry();
}
