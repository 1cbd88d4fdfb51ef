package dev.raghub.ingest;

import dev.raghub.corpus.ItemId;
import dev.raghub.corpus.PostgresCorpus;
import dev.raghub.document.Document;
import dev.raghub.document.RowDocuments;
import dev.raghub.merge.PostgresMerge;
import dev.raghub.source.Page;
import dev.raghub.workspace.Workspace;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// A pass over a source that stores nothing, and counts what it would have.
final class DryScan {
  /// Keys that are shown of each kind.
  private static final int SHOWN = 10;

  private final Workspace workspace;
  private final RowDocuments renderer;
  private final Preparation preparation;
  private final PostgresMerge merge;
  private final PostgresCorpus corpus;
  private final Tally created = new Tally();
  private final Tally changed = new Tally();
  private final Tally failed = new Tally();
  private final Tally deleted = new Tally();
  private long read;
  private long unchanged;
  private long[] seen = new long[1024];
  private int seenCount;

  DryScan(
      Workspace workspace,
      RowDocuments renderer,
      Preparation preparation,
      PostgresMerge merge,
      PostgresCorpus corpus) {
    this.workspace = workspace;
    this.renderer = renderer;
    this.preparation = preparation;
    this.merge = merge;
    this.corpus = corpus;
  }

  private static final class Tally {
    private long count;
    private final List<String> first = new ArrayList<>();

    void add(String key) {
      count++;
      if (first.size() < SHOWN) {
        first.add(key);
      }
    }

    DryRun.Rows rows() {
      return new DryRun.Rows(count, first);
    }
  }

  void take(Page page) {
    List<RowFailure> failures = new ArrayList<>();
    List<ItemId> present = new ArrayList<>();
    Map<ItemId, Document> documents =
        SourceScan.documents(renderer, page.rows(), failures, present);
    Set<ItemId> same = merge.unchanged(workspace, documents.values());
    List<Document> differing =
        documents.values().stream().filter(document -> !same.contains(document.id())).toList();
    Set<ItemId> stored =
        corpus.find(workspace, differing.stream().map(Document::id).toList()).keySet();
    for (Document document : differing) {
      SourceScan.attempt(
          document.key(),
          failures,
          () -> {
            preparation.prepare(document);
            (stored.contains(document.id()) ? changed : created).add(document.key());
          });
    }
    failures.forEach(failure -> failed.add(failure.key()));
    read += page.rows().size();
    unchanged += same.size();
    present.forEach(this::saw);
  }

  /// Eight bytes a row, so that a source of millions fits.
  private void saw(ItemId id) {
    if (seenCount == seen.length) {
      seen = Arrays.copyOf(seen, seen.length * 2);
    }
    seen[seenCount++] = id.value();
  }

  /// Counts what is stored and was not read. Returns how many are stored.
  long compare(PostgresStoredKeys stored, String source, int batch) {
    Arrays.sort(seen, 0, seenCount);
    long living = 0;
    List<PostgresStoredKeys.StoredKey> page =
        stored.after(workspace, source, Long.MIN_VALUE, batch);
    while (!page.isEmpty()) {
      living += page.size();
      page.stream()
          .filter(each -> Arrays.binarySearch(seen, 0, seenCount, each.id()) < 0)
          .collect(Collectors.toList())
          .forEach(each -> deleted.add(each.key()));
      page = stored.after(workspace, source, page.getLast().id(), batch);
    }
    return living;
  }

  long deletions() {
    return deleted.count;
  }

  /// @param guarded see [DryRun#guarded]
  DryRun report(String source, DryRuns.Ending ending, boolean guarded, List<String> drift) {
    return new DryRun(
        source,
        read,
        unchanged,
        created.rows(),
        changed.rows(),
        deleted.rows(),
        failed.rows(),
        guarded,
        drift,
        ending.code(),
        ending.reason());
  }
}
