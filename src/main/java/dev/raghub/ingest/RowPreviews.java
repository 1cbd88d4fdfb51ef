package dev.raghub.ingest;

import dev.raghub.corpus.ItemId;
import dev.raghub.document.Document;
import dev.raghub.document.RowDocuments;
import dev.raghub.fault.ErrorCode;
import dev.raghub.fault.RaghubException;
import dev.raghub.merge.PostgresPreview;
import dev.raghub.merge.Preview;
import dev.raghub.source.Field;
import dev.raghub.source.Mapping;
import dev.raghub.source.ReadRow;
import dev.raghub.source.SourceMapping;
import dev.raghub.source.SourceRow;
import dev.raghub.source.UnreadableRow;
import dev.raghub.workspace.Workspace;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What reading a row again, or pushing a document, would change; nothing is written.
@ApplicationScoped
public class RowPreviews {
  private final RowSources sources;
  private final Preparation preparation;
  private final PostgresPreview previews;

  RowPreviews(RowSources sources, Preparation preparation, PostgresPreview previews) {
    this.sources = sources;
    this.preparation = preparation;
    this.previews = previews;
  }

  /// What pushing this document would change.
  public Preview ofDocument(Workspace workspace, Document document, int limit) {
    return previews.of(workspace, document.id(), Optional.of(preparation.prepare(document)), limit);
  }

  /// What reading this row again would change. NOT_FOUND where no mapping has the source.
  ///
  /// @param values by field name, in place of what the database has; an empty one takes it away
  public Preview ofRow(
      Workspace workspace, ItemAddress address, Map<String, String> values, int limit) {
    for (Mapping mapping : sources.mappings(workspace.id())) {
      for (SourceMapping source : mapping.sources()) {
        if (source.name().equals(address.source())) {
          Optional<Document> document =
              read(mapping, source, address.key())
                  .map(row -> new RowDocuments(source).document(with(row, values)));
          return previews.of(workspace, address.id(), document.map(preparation::prepare), limit);
        }
      }
    }
    throw new RaghubException(ErrorCode.NOT_FOUND, "no mapping of this workspace has this source");
  }

  /// A row by its source and key.
  public record ItemAddress(String source, String key) {
    ItemId id() {
      return ItemId.of(source, key);
    }
  }

  private Optional<SourceRow> read(Mapping mapping, SourceMapping source, String key) {
    Optional<ReadRow> read;
    try (RowSources.Opened opened = sources.open(mapping, source)) {
      read = opened.rows().readOne(source, key);
    }
    return read.map(
        row ->
            switch (row) {
              case SourceRow readable -> readable;
              case UnreadableRow broken ->
                  throw new RaghubException(
                      broken.code(), "the row cannot be read: " + broken.reason());
            });
  }

  private static SourceRow with(SourceRow row, Map<String, String> values) {
    List<Field> fields = new ArrayList<>();
    for (Field field : row.fields()) {
      String value = values.getOrDefault(field.name(), field.value());
      if (!value.isEmpty()) {
        fields.add(new Field(field.name(), value, field.kind()));
      }
    }
    if (!row.fields().stream().map(Field::name).toList().containsAll(values.keySet())) {
      throw new RaghubException(
          ErrorCode.INVALID_REQUEST,
          "'values' has a field that the row has not; expected some of its %d fields"
              .formatted(row.fields().size()));
    }
    return new SourceRow(
        row.source(),
        row.type(),
        row.key(),
        row.title(),
        row.aliases(),
        fields,
        row.links(),
        row.embed());
  }
}
