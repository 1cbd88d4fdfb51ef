package dev.raghub.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/// Where benchmarks keep what takes long to make, and what they found out beside times.
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

  /// Notes a figure that is not a time.
  public static void note(int chunks, String name, Number value, String unit) {
    try {
      Files.createDirectories(root());
      Files.writeString(
          figures(),
          "%d\t%s\t%s\t%s%n".formatted(chunks, name, Double.toString(value.doubleValue()), unit),
          StandardOpenOption.CREATE,
          StandardOpenOption.APPEND);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /// The size of all files below a folder.
  public static long bytes(Path folder) {
    return files(folder).stream().filter(Files::isRegularFile).mapToLong(BenchFolder::size).sum();
  }

  static List<Figure> noted() {
    try {
      return Files.exists(figures())
          ? Files.readAllLines(figures()).stream().map(Figure::parse).toList()
          : List.of();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  static void forgetNotes() {
    try {
      Files.deleteIfExists(figures());
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private static Path figures() {
    return root().resolve("figures.tsv");
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

  /// Something that was found out beside times.
  record Figure(int chunks, String name, double value, String unit) {
    private static Figure parse(String line) {
      List<String> parts = List.of(line.split("\t", -1));
      return new Figure(
          Integer.parseInt(parts.get(0)),
          parts.get(1),
          Double.parseDouble(parts.get(2)),
          parts.get(3));
    }
  }
}
