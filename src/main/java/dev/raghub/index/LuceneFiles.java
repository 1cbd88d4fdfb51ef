package dev.raghub.index;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

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

  /// The folders of this name that hold files, wherever they lie below.
  static List<Path> folders(Path root, String name) {
    return files(root).stream()
        // Never normalized: whoever asks compares it with folders below the same root.
        .map(file -> Objects.requireNonNull(file.getParent()))
        .filter(folder -> folder.endsWith(name))
        .distinct()
        .toList();
  }

  /// How many files hold one of these texts, in UTF-8.
  static long holding(Path folder, List<String> texts) {
    List<byte[]> wanted =
        texts.stream().map(text -> text.getBytes(StandardCharsets.UTF_8)).toList();
    return files(folder).stream().filter(file -> holds(file, wanted)).count();
  }

  private static List<Path> files(Path folder) {
    List<Path> found = new ArrayList<>();
    try {
      Files.walkFileTree(folder, new Lister(found));
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
    return found;
  }

  /// Lists files; what a merge takes away meanwhile is not there.
  private static final class Lister extends SimpleFileVisitor<Path> {
    private final List<Path> found;

    private Lister(List<Path> found) {
      this.found = found;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
      found.add(file);
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException failure) throws IOException {
      if (failure instanceof NoSuchFileException) {
        return FileVisitResult.CONTINUE;
      }
      throw failure;
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
