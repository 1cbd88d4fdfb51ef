package dev.raghub.index;

import dev.raghub.corpus.ItemId;
import dev.raghub.fault.ErrorCode;
import dev.raghub.fault.RaghubException;
import dev.raghub.workspace.Workspace;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.store.LockObtainFailedException;

/// The open Lucene indexes of one kind: one directory for each workspace, so that a leak across
/// workspaces would not be a missing filter but a wrong path.
final class LuceneFolder implements AutoCloseable {
  private final Path root;
  private final String kind;
  private final Supplier<Analyzer> analyzer;
  private final Map<Workspace, LuceneStore> open = new ConcurrentHashMap<>();

  LuceneFolder(Path root, String kind, Supplier<Analyzer> analyzer) {
    this.root = root;
    this.kind = kind;
    this.analyzer = analyzer;
  }

  LuceneStore of(Workspace workspace) {
    return open.computeIfAbsent(workspace, this::opened);
  }

  void erase(Workspace workspace) {
    LuceneStore store = open.remove(workspace);
    if (store != null) {
      store.close();
    }
    delete(path(workspace));
  }

  /// Forgets every workspace that lies here and does not live: it was erased while this gateway did
  /// not look, by another one or before a restart.
  void eraseAllBut(Supplier<List<Workspace>> living) {
    List<Workspace> opened = List.copyOf(open.keySet());
    List<Path> kept = LuceneFiles.folders(root, kind);
    // Asked last: a workspace is registered before it gets a folder.
    Set<Workspace> known = Set.copyOf(living.get());
    opened.stream().filter(each -> !known.contains(each)).forEach(this::erase);
    Set<Path> places = known.stream().map(this::path).collect(Collectors.toSet());
    kept.stream().filter(each -> !places.contains(each)).forEach(LuceneFolder::delete);
  }

  /// Documents of an item, living or deleted; documents that are deleted and still have their
  /// bytes; files that hold one of the texts.
  Map<String, Long> remains(Workspace workspace, ItemId item, List<String> texts) {
    LuceneStore store = of(workspace);
    return Map.of(
        kind + " documents", store.documents(item),
        kind + " deleted documents", store.deleted(),
        kind + " files", LuceneFiles.holding(path(workspace), texts));
  }

  long bytes(Workspace workspace) {
    return LuceneFiles.bytes(path(workspace));
  }

  Map<String, Long> files(Workspace workspace) {
    return Map.of(kind + " files", LuceneFiles.count(path(workspace)));
  }

  private static void deleteIfEmpty(Path folder) {
    try {
      Files.deleteIfExists(folder);
    } catch (IOException inUse) {
      // Another index of the workspace lies there, or another incarnation of it.
      return;
    }
  }

  @Override
  public void close() {
    open.values().forEach(LuceneStore::close);
    open.clear();
  }

  private Path path(Workspace workspace) {
    return root.resolve(workspace.id().value())
        .resolve(workspace.incarnation().toString())
        .resolve(kind);
  }

  /// An index that cannot be opened is a projection to be rebuilt, not an error to be shown.
  private LuceneStore opened(Workspace workspace) {
    Path path = path(workspace);
    try {
      Files.createDirectories(path);
      return LuceneStore.open(path, analyzer.get());
    } catch (LockObtainFailedException taken) {
      throw new RaghubException(
          ErrorCode.FOLDER_IN_USE,
          "another gateway works in " + root + "; give each its own raghub.index.folder",
          taken);
    } catch (IOException damaged) {
      delete(path);
      try {
        Files.createDirectories(path);
        return LuceneStore.open(path, analyzer.get());
      } catch (IOException unusable) {
        throw new RaghubException(
            ErrorCode.FOLDER_NOT_WRITABLE,
            "cannot keep an index in " + root + "; set raghub.index.folder to a writable folder",
            unusable);
      }
    }
  }

  /// Deletes an index, and what lies above it where that is empty then.
  private static void delete(Path path) {
    if (!Files.exists(path)) {
      return;
    }
    try (Stream<Path> files = Files.walk(path)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
    deleteIfEmpty(path.resolve("..").normalize());
    deleteIfEmpty(path.resolve("../..").normalize());
  }
}
