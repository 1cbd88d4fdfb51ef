package dev.raghub.aggregate;

import dev.raghub.corpus.Chunk;
import dev.raghub.corpus.ChunkId;
import dev.raghub.corpus.Item;
import dev.raghub.corpus.ItemId;
import dev.raghub.corpus.Sentence;
import dev.raghub.document.Document;
import dev.raghub.document.RowDocuments;
import dev.raghub.extract.Extractor;
import dev.raghub.source.Mapping;
import dev.raghub.source.PostgresReader;
import dev.raghub.source.SourceMapping;
import dev.raghub.source.SourceRow;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The rows of a source database under the names that an ingest would give them.
final class ReadRows implements RowNames {
  private static final int BATCH = 1_000;

  private final Map<ItemId, Item> rows = new HashMap<>();
  private final Map<String, List<Item>> names = new HashMap<>();

  static ReadRows of(PostgresReader reader, Mapping mapping) {
    ReadRows all = new ReadRows();
    for (SourceMapping source : mapping.sources()) {
      RowDocuments documents = new RowDocuments(source);
      reader.read(
          source,
          BATCH,
          batch -> batch.forEach(row -> all.add(documents.document((SourceRow) row))));
    }
    return all;
  }

  void add(Document document) {
    Item item =
        new Item(
            document.id(),
            document.source(),
            document.key(),
            document.type(),
            document.title(),
            document.body(),
            1,
            Instant.EPOCH);
    rows.put(item.id(), item);
    Chunk chunk =
        new Chunk(new ChunkId(1), 0, List.of(new Sentence(document.title(), false)), false);
    new Extractor()
        .extract(document, List.of(chunk))
        .aliases()
        .values()
        .forEach(name -> names.computeIfAbsent(name, _ -> new ArrayList<>()).add(item));
  }

  @Override
  public Map<String, List<Item>> called(Collection<String> wanted) {
    Map<String, List<Item>> called = new HashMap<>();
    for (String name : wanted) {
      List<Item> found = names.getOrDefault(name, List.of());
      if (!found.isEmpty()) {
        called.put(name, found);
      }
    }
    return called;
  }

  @Override
  public Map<ItemId, Item> rows(Collection<ItemId> ids) {
    Map<ItemId, Item> found = new HashMap<>();
    for (ItemId id : ids) {
      Item item = rows.get(id);
      if (item != null) {
        found.put(id, item);
      }
    }
    return found;
  }
}
