package dev.raghub.model;

import dev.raghub.model.ModelSettings.EndpointSettings;
import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.eclipse.microprofile.config.spi.ConfigSource;

/// Settings for tests, read as the gateway reads them.
final class ModelConfig {
  private ModelConfig() {}

  /// The endpoint `local`, with these keys beside or instead of the usual ones.
  static EndpointSettings endpoint(Map<String, String> usual, Map<String, String> more) {
    return config("raghub.endpoint.local.", usual, more)
        .getConfigMapping(ModelSettings.class)
        .endpoints()
        .get("local");
  }

  /// The endpoint `local` out of environment variables.
  static EndpointSettings endpoint(Map<String, String> environment) {
    return config(new EnvConfigSource(environment, 300))
        .getConfigMapping(ModelSettings.class)
        .endpoints()
        .get("local");
  }

  static EmbedderSettings embedder(Map<String, String> usual, Map<String, String> more) {
    return config("raghub.embedder.", usual, more).getConfigMapping(EmbedderSettings.class);
  }

  private static SmallRyeConfig config(
      String prefix, Map<String, String> usual, Map<String, String> more) {
    Map<String, String> all = new HashMap<>();
    usual.forEach((key, value) -> all.put(prefix + key, value));
    more.forEach((key, value) -> all.put(prefix + key, value));
    return config(new PropertiesConfigSource(all, "test", 100));
  }

  private static SmallRyeConfig config(ConfigSource source) {
    return new SmallRyeConfigBuilder()
        .addDefaultInterceptors()
        .withMapping(ModelSettings.class)
        .withMapping(EmbedderSettings.class)
        .withConverter(Duration.class, 100, ModelConfig::duration)
        .withSources(source)
        .build();
  }

  /// Quarkus brings its own converter.
  private static Duration duration(String text) {
    if (text.endsWith("ms")) {
      return Duration.ofMillis(Long.parseLong(text.substring(0, text.length() - 2)));
    }
    return Duration.parse("PT" + text);
  }
}
