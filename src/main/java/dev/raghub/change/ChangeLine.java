package dev.raghub.change;

import dev.raghub.corpus.Item;
import dev.raghub.corpus.ItemId;
import dev.raghub.corpus.PostgresCorpus;
import dev.raghub.index.Indexes;
import dev.raghub.ingest.Embedding;
import dev.raghub.merge.PreparedDocument;
import dev.raghub.source.Mapping;
import dev.raghub.workspace.Workspace;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// The line of a batch of changes.
@ApplicationScoped
public class ChangeLine {
  private final Rereading rereading;
  private final PostgresQueue queue;
  private final PostgresChanges changes;
  private final PostgresApply apply;
  private final PostgresCorpus corpus;
  private final Embedding embedding;
  private final Indexes indexes;
  private final Checkpoint checkpoint;

  ChangeLine(
      Rereading rereading,
      PostgresQueue queue,
      PostgresChanges changes,
      PostgresApply apply,
      PostgresCorpus corpus,
      Embedding embedding,
      Indexes indexes,
      Checkpoint checkpoint) {
    this.rereading = rereading;
    this.queue = queue;
    this.changes = changes;
    this.apply = apply;
    this.corpus = corpus;
    this.embedding = embedding;
    this.indexes = indexes;
    this.checkpoint = checkpoint;
  }

  /// Rows of one mapping: read again, stored or taken out in one transaction, embedded, shown to
  /// searches; then the rows that show a changed title are told, and the changes end.
  ///
  /// @return false, and nothing is done, if one of the claims is no longer ours
  boolean run(Workspace workspace, Mapping mapping, List<Claim> claims) {
    Batch batch = rereading.read(mapping, claims);
    checkpoint.passed(Step.READ);
    List<Claim> renamed = renamed(workspace, batch);
    if (!renamed.isEmpty()) {
      queue.noteRenamed(workspace, renamed);
    }
    checkpoint.passed(Step.RENAMES_NOTED);
    if (!apply.apply(workspace, batch)) {
      return false;
    }
    checkpoint.passed(Step.APPLIED);
    if (!batch.documents().isEmpty()) {
      embedding.embed(workspace, batch.stored(), done -> {});
    }
    checkpoint.passed(Step.EMBEDDED);
    indexes.refresh(workspace);
    checkpoint.passed(Step.INDEXED);
    if (!renamed.isEmpty()) {
      changes.follow(workspace, renamed.stream().map(Claim::item).toList(), claims);
    }
    checkpoint.passed(Step.FOLLOWED);
    queue.end(workspace, claims);
    checkpoint.passed(Step.ENDED);
    return true;
  }

  /// Tells the rows that show the title of this one.
  void follow(Workspace workspace, Claim renamed) {
    changes.follow(workspace, List.of(renamed.item()), List.of(renamed));
  }

  /// A table that was emptied: each of its rows takes its own turn.
  void expand(Workspace workspace, Claim truncation) {
    changes.expand(workspace, truncation);
    checkpoint.passed(Step.FOLLOWED);
    queue.end(workspace, List.of(truncation));
    checkpoint.passed(Step.ENDED);
  }

  /// The claims whose row gets another title, appears or goes. Where a run has ended meanwhile,
  /// what is stored does not tell which title other rows were read with; beside one that is at work
  /// they follow when it has ended.
  private List<Claim> renamed(Workspace workspace, Batch batch) {
    Map<ItemId, Item> before = corpus.find(workspace, batch.items());
    Map<ItemId, String> after =
        batch.documents().stream()
            .map(PreparedDocument::document)
            .collect(Collectors.toMap(it -> it.id(), it -> it.title()));
    return batch.claims().stream()
        .filter(
            claim ->
                claim.renamed()
                    || claim.overlapped()
                    || !title(before, claim.item()).equals(after.getOrDefault(claim.item(), "")))
        .toList();
  }

  private static String title(Map<ItemId, Item> items, ItemId id) {
    Item item = items.get(id);
    return item == null ? "" : item.title();
  }
}
