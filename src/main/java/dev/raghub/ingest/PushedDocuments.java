package dev.raghub.ingest;

import dev.raghub.corpus.Item;
import dev.raghub.corpus.ItemId;
import dev.raghub.corpus.PostgresCorpus;
import dev.raghub.document.Document;
import dev.raghub.fault.ErrorCode;
import dev.raghub.fault.RaghubException;
import dev.raghub.index.Indexes;
import dev.raghub.merge.Merged;
import dev.raghub.merge.PostgresMerge;
import dev.raghub.reading.ExtractionWorkers;
import dev.raghub.workspace.Workspace;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.OptionalLong;

/// Documents that callers push instead of raghub reading them; they take the road of rows.
@ApplicationScoped
public class PushedDocuments {
  /// The source that pushed documents belong to.
  public static final String SOURCE = "documents";

  private final Preparation preparation;
  private final PostgresMerge merge;
  private final PostgresCorpus corpus;
  private final Embedding embedding;
  private final Indexes indexes;
  private final ExtractionWorkers extraction;

  PushedDocuments(
      Preparation preparation,
      PostgresMerge merge,
      PostgresCorpus corpus,
      Embedding embedding,
      Indexes indexes,
      ExtractionWorkers extraction) {
    this.preparation = preparation;
    this.merge = merge;
    this.corpus = corpus;
    this.embedding = embedding;
    this.indexes = indexes;
    this.extraction = extraction;
  }

  /// What a push did.
  public enum Outcome {
    CREATED,
    CHANGED,
    UNCHANGED
  }

  /// Stores documents in one transaction, embeds them and shows them to searches. The next query of
  /// any caller sees them.
  public Merged put(Workspace workspace, List<Document> documents) {
    Merged merged =
        merge.merge(
            workspace, documents.stream().map(preparation::prepare).toList(), OptionalLong.empty());
    embedding.embed(workspace, documents.stream().map(Document::id).toList(), done -> {});
    indexes.refresh(workspace);
    extraction.wake(workspace);
    return merged;
  }

  /// Stores one document, as [#put(Workspace, List)] does.
  public Outcome put(Workspace workspace, Document document) {
    Merged merged = put(workspace, List.of(document));
    return merged.created() > 0
        ? Outcome.CREATED
        : merged.changed() > 0 ? Outcome.CHANGED : Outcome.UNCHANGED;
  }

  /// The document with this key, or NOT_FOUND.
  public Item get(Workspace workspace, String source, String key) {
    return corpus.find(workspace, ItemId.of(source, key)).orElseThrow(PushedDocuments::notFound);
  }

  /// Takes a document out with all that it brought, or NOT_FOUND.
  public void delete(Workspace workspace, String key) {
    if (merge.remove(workspace, List.of(ItemId.of(SOURCE, key))) == 0) {
      throw notFound();
    }
    indexes.refresh(workspace);
  }

  private static RaghubException notFound() {
    return new RaghubException(ErrorCode.NOT_FOUND, "there is no document with this key");
  }
}
