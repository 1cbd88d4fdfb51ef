package dev.raghub.rest;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/// What a request may be.
@ConfigMapping(prefix = "raghub.rest")
public interface RestSettings {
  /// The largest body of a request. A larger one is refused as soon as that is known: by its
  /// announced length, or at the first byte too many.
  @WithDefault("4M")
  MemorySize maxBody();
}
