package dev.raghub.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/// Where benchmarks keep what takes long to make.
public final class BenchFolder {
  /// The system property that names the folder.
  public static final String PROPERTY = "raghub.bench.folder";

  private static final String DONE = "made-of";

  private BenchFolder() {}

  static Path root() {
    return Path.of(System.getProperty(PROPERTY, "target/bench")).toAbsolutePath();
  }

  /// A folder with what `maker` makes of the corpus; made again where the corpus is another one or
  /// the last run did not end.
  public static Path of(SyntheticCorpus corpus, String kind, Maker maker) {
    Path folder = root().resolve(corpus.chunks() + "-" + kind);
    Path done = folder.resolve(DONE);
    try {
      String fingerprint = corpus.fingerprint();
      if (!Files.exists(done) || !Files.readString(done).equals(fingerprint)) {
        delete(folder);
        Files.createDirectories(folder);
        maker.make(folder);
        Files.writeString(done, fingerprint);
      }
      return folder;
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /// The size of all files below a folder.
  public static long bytes(Path folder) {
    return files(folder).stream().filter(Files::isRegularFile).mapToLong(BenchFolder::size).sum();
  }

  private static void delete(Path folder) throws IOException {
    if (Files.exists(folder)) {
      for (Path path : files(folder).reversed()) {
        Files.delete(path);
      }
    }
  }

  /// Folders before what they hold.
  private static List<Path> files(Path folder) {
    try (Stream<Path> all = Files.walk(folder)) {
      return all.sorted(Comparator.naturalOrder()).toList();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private static long size(Path file) {
    try {
      return Files.size(file);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /// Fills an empty folder.
  public interface Maker {
    void make(Path folder) throws IOException;
  }
}
