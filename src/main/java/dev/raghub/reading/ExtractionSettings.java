package dev.raghub.reading;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// Whether, by whom and how patiently texts are read.
@ConfigMapping(prefix = "raghub.extraction")
public interface ExtractionSettings {
  /// The endpoint that reads free texts, by its name under `raghub.endpoint`; unset = none does.
  Optional<String> endpoint();

  /// The workspaces whose texts it reads; unset = all.
  Optional<List<String>> workspaces();

  /// The most tokens of a completion; one that needs more counts as failed.
  @WithDefault("512")
  int maxOutputTokens();

  /// How often is looked for texts whose turn has come.
  @WithDefault("30s")
  Duration poll();

  /// After which a text that is being read is taken to have lost its gateway. Longer than a call
  /// can take, its waits and retries included.
  @WithDefault("10m")
  Duration lease();

  /// How many times a text is tried before it is left to `raghub extract retry`.
  @WithDefault("5")
  int attempts();
}
