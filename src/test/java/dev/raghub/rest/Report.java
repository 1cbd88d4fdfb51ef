package dev.raghub.rest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Where a test leaves the table that it made: always in `target/`, and with `-Draghub.docs=true`
/// in `docs/` as well.
final class Report {
  private Report() {}

  static void write(String name, String text) throws IOException {
    Files.writeString(Path.of("target").resolve(name), text);
    if (Boolean.getBoolean("raghub.docs")) {
      Files.writeString(Path.of("docs").resolve(name), text);
    }
  }
}
