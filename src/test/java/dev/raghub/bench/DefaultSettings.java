package dev.raghub.bench;

import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.Map;

/// Settings as they are where nobody has set anything.
public final class DefaultSettings {
  private DefaultSettings() {}

  public static <T> T of(Class<T> settings) {
    return of(settings, Map.of());
  }

  /// @param others what is set all the same
  public static <T> T of(Class<T> settings, Map<String, String> others) {
    return new SmallRyeConfigBuilder()
        .addDiscoveredConverters()
        .withMapping(settings)
        .withDefaultValues(others)
        .build()
        .getConfigMapping(settings);
  }
}
