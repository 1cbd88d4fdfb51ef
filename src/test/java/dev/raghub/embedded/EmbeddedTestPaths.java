package dev.raghub.embedded;

import java.nio.file.Path;

/// Where the tests of this package keep what they share.
final class EmbeddedTestPaths {
  static final Path BINARIES = Path.of("target/test-binaries").toAbsolutePath();

  private EmbeddedTestPaths() {}
}
