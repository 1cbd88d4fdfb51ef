package dev.raghub.index;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// Looks into the files of an index as bytes.
final class LuceneFiles {
  private static final int PART = 1 << 20;

  private LuceneFiles() {}

  static long count(Path folder) {
    return files(folder).size();
  }

  static long bytes(Path folder) {
    // A file that a merge takes away meanwhile counts nothing.
    return files(folder).stream().mapToLong(file -> file.toFile().length()).sum();
  }

  /// How many files hold one of these texts, in UTF-8.
  static long holding(Path folder, List<String> texts) {
    List<byte[]> wanted =
        texts.stream().map(text -> text.getBytes(StandardCharsets.UTF_8)).toList();
    return files(folder).stream().filter(file -> holds(file, wanted)).count();
  }

  private static List<Path> files(Path folder) {
    if (!Files.exists(folder)) {
      return List.of();
    }
    try (Stream<Path> all = Files.walk(folder)) {
      return all.filter(Files::isRegularFile).toList();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /// Reads in parts that overlap by the longest text.
  private static boolean holds(Path file, List<byte[]> wanted) {
    int overlap = wanted.stream().mapToInt(text -> text.length).max().orElse(0);
    byte[] part = new byte[PART + overlap];
    int kept = 0;
    try (var in = Files.newInputStream(file)) {
      int read = in.readNBytes(part, 0, PART);
      while (read > 0) {
        int length = kept + read;
        // One character a byte, so that the JDK's search can be used.
        String bytes = new String(part, 0, length, StandardCharsets.ISO_8859_1);
        if (wanted.stream()
            .anyMatch(text -> bytes.contains(new String(text, StandardCharsets.ISO_8859_1)))) {
          return true;
        }
        kept = Math.min(overlap, length);
        System.arraycopy(part, length - kept, part, 0, kept);
        read = in.readNBytes(part, kept, PART);
      }
      return false;
    } catch (NoSuchFileException merged) {
      // A merge took it away since it was listed: nothing is left in it.
      return false;
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
