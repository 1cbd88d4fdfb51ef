package dev.raghub.index;

import dev.raghub.bench.BenchFolder;
import dev.raghub.bench.DefaultSettings;
import dev.raghub.bench.Figure;
import dev.raghub.bench.SyntheticCorpus;
import dev.raghub.corpus.ItemState;
import dev.raghub.workspace.SyntheticWorkspace;
import dev.raghub.workspace.Workspace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FSDirectory;

/// Writes the index of a synthetic corpus, through the projection as production does, but in larger
/// steps; then lets the merges run to their end that a process which lives on would run.
final class SyntheticIndexing {
  static final Workspace WORKSPACE = SyntheticWorkspace.get();

  private static final int STEP = 5_000;

  private SyntheticIndexing() {}

  static IndexSettings settings(Path root) {
    return DefaultSettings.of(IndexSettings.class, Map.of("raghub.index.folder", root.toString()));
  }

  /// An index of another format would be taken for an empty one.
  static String kind(String kind) {
    return kind + "-format-" + LuceneStore.CURRENT_FORMAT;
  }

  /// @param everyVector see [SyntheticCorpus#state]
  static void write(Projection projection, SyntheticCorpus corpus, int everyVector) {
    for (int from = 0; from < corpus.items(); from += STEP) {
      List<ItemState> states =
          IntStream.range(from, Math.min(corpus.items(), from + STEP))
              .mapToObj(item -> corpus.state(item, everyVector))
              .toList();
      projection.apply(WORKSPACE, states, SyntheticCorpus.REVISION);
    }
  }

  static void settle(Path root) throws IOException {
    try (Directory directory = FSDirectory.open(index(root));
        IndexWriter writer =
            new IndexWriter(
                directory,
                new IndexWriterConfig().setOpenMode(IndexWriterConfig.OpenMode.APPEND))) {
      writer.maybeMerge();
    }
  }

  /// How large an index is.
  static List<Figure> figures(int chunks, String name, Path root) throws IOException {
    return List.of(
        Figure.bytes(chunks, name + " on disk", (double) BenchFolder.bytes(root)),
        Figure.count(chunks, name + " segments", segments(root)));
  }

  private static int segments(Path root) throws IOException {
    try (Directory directory = FSDirectory.open(index(root));
        DirectoryReader reader = DirectoryReader.open(directory)) {
      return reader.leaves().size();
    }
  }

  /// The one index below a root.
  private static Path index(Path root) throws IOException {
    Path home = root.resolve(WORKSPACE.id().value()).resolve(WORKSPACE.incarnation().toString());
    try (Stream<Path> kinds = Files.list(home)) {
      return kinds.findFirst().orElseThrow();
    }
  }
}
