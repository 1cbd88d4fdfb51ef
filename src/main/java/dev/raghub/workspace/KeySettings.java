package dev.raghub.workspace;

import io.smallrye.config.ConfigMapping;
import java.nio.file.Path;
import java.util.Optional;

/// How API keys are kept.
@ConfigMapping(prefix = "raghub.keys")
public interface KeySettings {
  /// The secret under which keys are hashed, at least 32 characters. With embedded servers it is
  /// generated and kept in the data folder; with an own database set `RAGHUB_KEYS_SECRET`, the same
  /// on every replica.
  String secret();

  /// Where a gateway that knows no key writes the admin key it makes; absent = it makes none.
  Optional<Path> firstKeyFile();
}
