package dev.raghub.file;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/// What files may be read, and what one may cost.
@ConfigMapping(prefix = "raghub.files")
public interface FileSettings {
  /// The folder below which those lie that mappings name; without it they name none.
  Optional<Path> root();

  /// Bytes of a file.
  @WithDefault("20971520")
  int maxBytes();

  /// Characters of the text in a file.
  @WithDefault("2000000")
  int maxCharacters();

  /// How long reading the text out of one may take.
  @WithDefault("30s")
  Duration timeout();

  /// Megabytes of memory that reading the text out of one may take.
  @WithDefault("256")
  int memory();

  /// Files read at a time.
  @WithDefault("2")
  int processes();

  /// Files of a folder that a mapping names.
  @WithDefault("100000")
  int maxFiles();
}
