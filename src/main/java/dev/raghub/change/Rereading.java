package dev.raghub.change;

import dev.raghub.corpus.ItemId;
import dev.raghub.document.Document;
import dev.raghub.document.RowDocuments;
import dev.raghub.fault.ErrorCode;
import dev.raghub.fault.RaghubException;
import dev.raghub.ingest.Preparation;
import dev.raghub.merge.PreparedDocument;
import dev.raghub.source.Mapping;
import dev.raghub.source.ReadRow;
import dev.raghub.source.RowChange;
import dev.raghub.source.SourceRow;
import dev.raghub.source.UnreadableRow;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Changes to what their rows hold now.
@ApplicationScoped
public class Rereading {
  private final SourceReaders readers;
  private final Preparation preparation;

  Rereading(SourceReaders readers, Preparation preparation) {
    this.readers = readers;
    this.preparation = preparation;
  }

  /// Reads the rows again. Throws what the first row throws that cannot be taken in.
  Batch read(Mapping mapping, List<Claim> claims) {
    List<RowChange> changes = claims.stream().map(Claim::change).toList();
    Map<RowChange, Optional<ReadRow>> rows =
        readers.read(mapping, reader -> reader.readAgain(changes));
    List<PreparedDocument> documents = new ArrayList<>();
    List<ItemId> gone = new ArrayList<>();
    List<RowChange> strays = new ArrayList<>();
    Map<String, RowDocuments> renderers = new HashMap<>();
    rows.forEach(
        (change, row) -> {
          if (row.isEmpty()) {
            gone.add(ItemId.of(change.source(), change.key()));
          } else if (row.get().key().equals(change.key())) {
            RowDocuments renderer =
                renderers.computeIfAbsent(
                    change.source(), name -> new RowDocuments(mapping.source(name).orElseThrow()));
            documents.add(preparation.prepare(document(renderer, row.get())));
          } else {
            strays.add(new RowChange(change.source(), row.get().key(), RowChange.Kind.UPSERT));
          }
        });
    return new Batch(claims, documents, gone, strays);
  }

  private static Document document(RowDocuments renderer, ReadRow read) {
    return switch (read) {
      case SourceRow row -> renderer.document(row);
      case UnreadableRow row -> throw new RaghubException(code(row), row.reason());
    };
  }

  private static ErrorCode code(UnreadableRow row) {
    return row.code();
  }
}
