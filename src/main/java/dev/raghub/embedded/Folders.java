package dev.raghub.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// What file systems make one write again and again: all-or-nothing creation, and deletion.
final class Folders {
  private static final Pattern UNFINISHED =
      Pattern.compile(".+\\.(\\d{1,9})\\.[0-9a-f-]{36}\\.new");

  private Folders() {}

  /// Something that fills a new folder.
  @FunctionalInterface
  interface Filling {
    void fill(Path folder) throws IOException;
  }

  /// Makes a folder that is there either completely or not at all. When another process has made it
  /// meanwhile, that one is used.
  static Path makeOnce(Path target, Filling filling) throws IOException {
    if (Files.isDirectory(target)) {
      return target;
    }
    Files.createDirectories(parent(target));
    deleteAbandoned(parent(target));
    String owner = ProcessHandle.current().pid() + "." + UUID.randomUUID();
    Path fresh = target.resolveSibling(target.getFileName() + "." + owner + ".new");
    try {
      FreeSpace.require(parent(target));
      Files.createDirectory(fresh);
      filling.fill(fresh);
      moveInto(fresh, target);
    } finally {
      delete(fresh);
    }
    return target;
  }

  /// Deletes what a process began to make and was killed over.
  private static void deleteAbandoned(Path folder) throws IOException {
    List<Path> entries;
    try (Stream<Path> all = Files.list(folder)) {
      entries = all.toList();
    }
    for (Path entry : entries) {
      Matcher name = UNFINISHED.matcher(entry.getFileName().toString());
      if (name.matches() && ProcessHandle.of(Long.parseLong(name.group(1))).isEmpty()) {
        delete(entry);
      }
    }
  }

  private static void moveInto(Path fresh, Path target) throws IOException {
    try {
      Files.move(fresh, target, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException failed) {
      if (!Files.isDirectory(target)) {
        throw failed;
      }
      // Another process was faster; its copy is as good.
    }
  }

  static void delete(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
    } catch (UncheckedIOException cause) {
      throw new IOException(cause);
    }
  }

  static List<Path> files(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> all = Files.walk(folder)) {
      return all.filter(Files::isRegularFile).sorted().toList();
    }
  }

  static Path parent(Path path) throws IOException {
    Path parent = path.getParent();
    if (parent == null) {
      throw new FileAlreadyExistsException(path + " has no parent folder");
    }
    return parent;
  }
}
