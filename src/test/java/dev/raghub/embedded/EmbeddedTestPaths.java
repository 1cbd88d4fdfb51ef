package dev.raghub.embedded;

import java.nio.file.Path;

/// Where the tests of this package keep what they share.
final class EmbeddedTestPaths {
  private EmbeddedTestPaths() {}

  /// The defaults, with binaries that are unpacked once for all tests.
  static EmbeddedSettings settings(Path folder) {
    return EmbeddedSettings.in(folder)
        .withBinaries(Path.of("target/test-binaries").toAbsolutePath());
  }
}
