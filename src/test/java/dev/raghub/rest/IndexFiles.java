package dev.raghub.rest;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.function.Predicate;

/// The files of indexes, as who has the disk sees them.
final class IndexFiles {
  private IndexFiles() {}

  /// Whether one of them says it. Begins anew where files were rewritten meanwhile: what one said
  /// that is gone is in its successor.
  static boolean any(Path folder, Predicate<byte[]> says) {
    while (true) {
      try {
        return look(folder, says);
      } catch (NoSuchFileException rewritten) {
        // Look again.
      } catch (IOException failure) {
        throw new UncheckedIOException(failure);
      }
    }
  }

  private static boolean look(Path folder, Predicate<byte[]> says) throws IOException {
    try (var all = Files.walk(folder)) {
      for (Path file : all.filter(Files::isRegularFile).toList()) {
        if (says.test(Files.readAllBytes(file))) {
          return true;
        }
      }
      return false;
    } catch (UncheckedIOException walking) {
      throw walking.getCause();
    }
  }
}
