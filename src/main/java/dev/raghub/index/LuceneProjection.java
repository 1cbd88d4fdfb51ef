package dev.raghub.index;

import dev.raghub.corpus.ChunkId;
import dev.raghub.corpus.ItemId;
import dev.raghub.corpus.ItemState;
import dev.raghub.workspace.Workspace;
import jakarta.annotation.PreDestroy;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.NumericDocValuesField;
import org.apache.lucene.document.StringField;

/// A projection into one Lucene folder a workspace: what an item's documents are is all that tells
/// one from another.
abstract class LuceneProjection implements Projection, AutoCloseable {
  private final LuceneFolder folder;

  LuceneProjection(LuceneFolder folder) {
    this.folder = folder;
  }

  /// What is to be found of an item; none for one that is gone.
  abstract List<Document> documents(ItemState state);

  /// A document of a chunk, known by its item and itself.
  static Document document(ItemId item, ChunkId chunk) {
    Document document = new Document();
    document.add(new StringField("item", name(item), Field.Store.NO));
    document.add(new NumericDocValuesField("item_id", item.value()));
    document.add(new NumericDocValuesField("chunk_id", chunk.value()));
    return document;
  }

  final LuceneStore store(Workspace workspace) {
    return folder.of(workspace);
  }

  @Override
  public long applied(Workspace workspace) {
    return store(workspace).applied();
  }

  @Override
  public void apply(Workspace workspace, List<ItemState> items, long revision) {
    store(workspace)
        .change(
            revision,
            writer -> {
              for (ItemState item : items) {
                LuceneStore.replace(writer, "item", name(item.id()), documents(item));
              }
            });
  }

  @Override
  public void purge(Workspace workspace) {
    store(workspace).purge();
  }

  @Override
  public Map<String, Long> remains(Workspace workspace, ItemId item, List<String> texts) {
    return folder.remains(workspace, item, texts);
  }

  @Override
  public long bytes(Workspace workspace) {
    return folder.bytes(workspace);
  }

  @Override
  public Map<String, Long> files(Workspace workspace) {
    return folder.files(workspace);
  }

  @Override
  public void erase(Workspace workspace) {
    folder.erase(workspace);
  }

  @Override
  public void eraseAllBut(Supplier<List<Workspace>> living) {
    folder.eraseAllBut(living);
  }

  @PreDestroy
  @Override
  public void close() {
    folder.close();
  }

  private static String name(ItemId item) {
    return Long.toString(item.value());
  }
}
