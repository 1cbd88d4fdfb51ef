package dev.raghub.retrieve;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/// How passages are searched.
@ConfigMapping(prefix = "raghub.retrieve")
public interface RetrieveSettings {
  /// How many passages each leg brings.
  @WithDefault("100")
  int depth();

  /// After which a leg is named as missed instead of waited for.
  @WithDefault("5s")
  Duration deadline();

  /// The share of the dense leg in the fused score, 0 to 1. See docs/adr/0006 for how it was
  /// chosen.
  @WithDefault("0.8")
  double denseShare();
}
