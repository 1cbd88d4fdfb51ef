package dev.raghub.ingest;

import dev.raghub.corpus.ItemId;
import dev.raghub.document.Document;
import dev.raghub.document.RowDocuments;
import dev.raghub.fault.ErrorCode;
import dev.raghub.fault.RaghubException;
import dev.raghub.ingest.Job.Lease;
import dev.raghub.ingest.Run.Counts;
import dev.raghub.merge.Merged;
import dev.raghub.merge.PreparedDocument;
import dev.raghub.source.Page;
import dev.raghub.source.ReadRow;
import dev.raghub.source.SourceRow;
import dev.raghub.source.UnreadableRow;
import dev.raghub.workspace.Workspace;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// One pass over one source: takes batches of rows in, keeps count, isolates rows that fail.
final class SourceScan {
  /// What is no row's fault and would refuse the next one too.
  private static final Set<ErrorCode> ENDING =
      Set.of(
          ErrorCode.DATABASE_UNAVAILABLE,
          ErrorCode.WORKSPACE_FROZEN,
          ErrorCode.SOURCE_BUSY,
          ErrorCode.QUEUE_FULL,
          ErrorCode.WORKSPACE_NOT_READY);

  private final Workspace workspace;
  private final Lease lease;
  private final RowDocuments renderer;
  private final Scans with;
  private Counts counts;

  SourceScan(Workspace workspace, Lease lease, RowDocuments renderer, Scans with, Counts counts) {
    this.workspace = workspace;
    this.lease = lease;
    this.renderer = renderer;
    this.with = with;
    this.counts = counts;
  }

  /// A batch of rows that is ready to be stored.
  ///
  /// @param seen rows that are there, stored anew or not
  record Batch(
      Page page,
      List<PreparedDocument> prepared,
      int unchanged,
      List<ItemId> seen,
      List<RowFailure> failures) {}

  /// Rows → documents → changed by hash → chunks → extraction, for one batch.
  Batch prepare(Page page) {
    List<RowFailure> failures = new ArrayList<>();
    List<ItemId> seen = new ArrayList<>();
    Map<ItemId, Document> documents = documents(renderer, page.rows(), failures, seen);
    Set<ItemId> unchanged = with.merge().unchanged(workspace, documents.values());
    // A row that fails is still there in the source: what is stored of it must not be deleted as
    // gone.
    seen.addAll(documents.keySet());
    List<PreparedDocument> prepared = new ArrayList<>();
    documents.forEach(
        (id, document) -> {
          if (!unchanged.contains(id)) {
            attempt(
                document.key(), failures, () -> prepared.add(with.preparation().prepare(document)));
          }
        });
    return new Batch(page, prepared, unchanged.size(), seen, failures);
  }

  /// Stores a batch, behind the one before.
  void store(Batch batch) {
    Merged merged = merge(batch.prepared(), batch.failures());
    with.intake().markSeen(workspace, lease, batch.seen());
    counts =
        counts.plus(
            new Counts(
                batch.page().rows().size(),
                merged.created(),
                merged.changed(),
                merged.unchanged() + batch.unchanged(),
                0,
                batch.failures().size()));
    with.runs().keepFailures(workspace, lease.run(), batch.failures());
    with.checkpoint().passed(RunStep.MERGED);
    with.runs().advance(workspace, lease, counts, batch.page().last());
    with.checkpoint().passed(RunStep.ADVANCED);
  }

  void deleted(int items) {
    counts = counts.plus(new Counts(0, 0, 0, 0, items, 0));
    with.runs().advance(workspace, lease, counts, List.of());
    with.checkpoint().passed(RunStep.DELETED);
  }

  /// Renders rows; those that fail are told, and what was there is known as seen all the same.
  static Map<ItemId, Document> documents(
      RowDocuments renderer, List<ReadRow> rows, List<RowFailure> failures, List<ItemId> seen) {
    Map<ItemId, Document> documents = new LinkedHashMap<>();
    for (ReadRow read : rows) {
      switch (read) {
        case SourceRow row ->
            attempt(
                row.key(),
                failures,
                () -> {
                  seen.add(ItemId.of(row.source(), row.key()));
                  Document document = renderer.document(row);
                  if (documents.putIfAbsent(document.id(), document) != null) {
                    throw new RaghubException(
                        ErrorCode.CONFLICT,
                        "another row of this batch has the same key; make the mapping's key unique");
                  }
                });
        case UnreadableRow row -> {
          failures.add(new RowFailure(row.key(), row.code().code(), row.reason()));
          seen.add(ItemId.of(row.source(), row.key()));
        }
      }
    }
    return documents;
  }

  /// The batch as one transaction; if it fails, each document in its own, so that one of them does
  /// not take the others with it.
  private Merged merge(List<PreparedDocument> prepared, List<RowFailure> failures) {
    if (prepared.isEmpty()) {
      return new Merged(0, 0, 0);
    }
    try {
      return with.intake().merge(workspace, lease, prepared);
    } catch (RuntimeException failure) {
      endWhereNoRowCanPass(failure);
      List<Merged> single = new ArrayList<>();
      prepared.forEach(
          document ->
              attempt(
                  document.document().key(),
                  failures,
                  () -> single.add(with.intake().merge(workspace, lease, List.of(document)))));
      return single.stream().reduce(new Merged(0, 0, 0), Merged::plus);
    }
  }

  static void attempt(String key, List<RowFailure> failures, Runnable work) {
    try {
      work.run();
    } catch (RaghubException known) {
      endWhereNoRowCanPass(known);
      failures.add(new RowFailure(key, known.code().code(), known.reason()));
    } catch (RuntimeException unknown) {
      // The message may hold the row's text, so only its kind is kept.
      failures.add(
          new RowFailure(key, ErrorCode.INTERNAL.code(), unknown.getClass().getSimpleName()));
    }
  }

  private static void endWhereNoRowCanPass(RuntimeException failure) {
    if (failure instanceof RaghubException known && ENDING.contains(known.code())) {
      throw known;
    }
  }
}
