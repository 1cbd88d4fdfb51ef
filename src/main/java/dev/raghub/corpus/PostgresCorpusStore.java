package dev.raghub.corpus;

import dev.raghub.analysis.TermSets;
import dev.raghub.workspace.Labels;
import dev.raghub.workspace.Workspace;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/// Writes items and chunks, within the transaction of `merge`.
@ApplicationScoped
public class PostgresCorpusStore {

  /// What is known of an item before it is written.
  public record Known(String source, String key, UUID contentHash, boolean deleted) {}

  /// An item to be written.
  public record NewItem(
      ItemId id,
      String source,
      String key,
      String type,
      String title,
      String body,
      UUID contentHash,
      Labels labels) {}

  /// A chunk to be written.
  ///
  /// @param pairs the distinct numbers of the pairs of words of its free text
  /// @param terms see [ChunkTerms]
  public record NewChunk(
      ItemId item, Chunk chunk, UUID hash, Collection<Long> pairs, List<char[]> terms) {
    public NewChunk {
      terms = List.copyOf(terms);
    }
  }

  public Map<Long, Known> known(Workspace workspace, Handle handle, Collection<Long> ids) {
    Map<Long, Known> known = new HashMap<>();
    handle
        .createQuery(
            "SELECT id, source, key, content_hash, deleted_at IS NOT NULL AS deleted FROM source_item "
                + "WHERE workspace = :workspace AND id = ANY(:ids)")
        .bind("workspace", workspace.id().value())
        .bindArray("ids", Long.class, ids)
        .map(
            (row, context) ->
                Map.entry(
                    row.getLong("id"),
                    new Known(
                        row.getString("source"),
                        row.getString("key"),
                        row.getObject("content_hash", UUID.class),
                        row.getBoolean("deleted"))))
        .forEach(entry -> known.put(entry.getKey(), entry.getValue()));
    return known;
  }

  /// Takes back what a run has seen of a source. Returns of how many items.
  public int unsee(Workspace workspace, Handle handle, String source, long run) {
    return handle.execute(
        "UPDATE source_item SET seen_run = NULL WHERE workspace = ? AND source = ? AND seen_run = ?",
        workspace.id().value(),
        source,
        run);
  }

  /// Notes that a run has seen these items, of which some may be noted already. Returns of how many
  /// it was not.
  public int markSeen(Workspace workspace, Handle handle, Collection<Long> ids, long run) {
    return handle
        .createUpdate(
            "UPDATE source_item SET seen_run = :run WHERE workspace = :workspace AND id = ANY(:ids) "
                + "AND seen_run IS DISTINCT FROM :run")
        .bind("workspace", workspace.id().value())
        .bindArray("ids", Long.class, ids)
        .bind("run", run)
        .execute();
  }

  /// Writes items; a known one gets its next version.
  public void putItems(Workspace workspace, Handle handle, Collection<NewItem> items, Instant now) {
    PreparedBatch batch =
        handle.prepareBatch(
            "INSERT INTO source_item (workspace, id, source, key, type, title, body, content_hash, labels, version, changed_at) "
                + "VALUES (:workspace, :id, :source, :key, :type, :title, :body, :hash, :labels, 1, :now) "
                + "ON CONFLICT (workspace, id) DO UPDATE SET type = excluded.type, title = excluded.title, "
                + "body = excluded.body, content_hash = excluded.content_hash, labels = excluded.labels, "
                + "version = source_item.version + 1, changed_at = excluded.changed_at, deleted_at = NULL");
    for (NewItem item : items) {
      batch
          .bind("workspace", workspace.id().value())
          .bind("id", item.id().value())
          .bind("source", item.source())
          .bind("key", item.key())
          .bind("type", item.type())
          .bind("title", item.title())
          .bind("body", item.body())
          .bind("hash", item.contentHash())
          .bindArray("labels", String.class, item.labels().names())
          .bind("now", now)
          .add();
    }
    batch.execute();
  }

  public void addChunks(Workspace workspace, Handle handle, Collection<NewChunk> chunks) {
    PreparedBatch batch =
        handle.prepareBatch(
            "INSERT INTO chunk (workspace, id, item, ordinal, sentences, free, hash, embed, terms) "
                + "VALUES (:workspace, :id, :item, :ordinal, :sentences, :free, :hash, :embed, :terms)");
    for (NewChunk added : chunks) {
      Chunk chunk = added.chunk();
      batch
          .bind("workspace", workspace.id().value())
          .bind("id", chunk.id().value())
          .bind("item", added.item().value())
          .bind("ordinal", chunk.ordinal())
          .bindArray(
              "sentences", String.class, chunk.sentences().stream().map(Sentence::text).toList())
          .bindArray("free", Boolean.class, chunk.sentences().stream().map(Sentence::free).toList())
          .bind("hash", added.hash())
          .bind("embed", chunk.embed())
          .bind("terms", TermSets.encode(added.terms()))
          .add();
    }
    batch.execute();
    addPairs(workspace, handle, chunks);
  }

  /// One statement: a chunk has dozens of pairs.
  private static void addPairs(Workspace workspace, Handle handle, Collection<NewChunk> chunks) {
    List<Long> pairs = new ArrayList<>();
    List<Long> places = new ArrayList<>();
    for (NewChunk added : chunks) {
      pairs.addAll(added.pairs());
      places.addAll(Collections.nCopies(added.pairs().size(), added.chunk().id().value()));
    }
    handle
        .createUpdate(
            "INSERT INTO chunk_pair (workspace, pair, chunk) SELECT :workspace, pair, chunk "
                + "FROM unnest(:pairs, :chunks) AS said (pair, chunk) ORDER BY pair, chunk")
        .bind("workspace", workspace.id().value())
        .bindArray("pairs", Long.class, pairs)
        .bindArray("chunks", Long.class, places)
        .execute();
  }

  /// Deletes the items' chunks, with their mentions and pairs of words. Returns the hashes of what
  /// was deleted, for [#sweepEmbeddings] once the new chunks stand.
  public List<UUID> removeChunks(Workspace workspace, Handle handle, Collection<Long> items) {
    if (items.isEmpty()) {
      return List.of();
    }
    return handle
        .createQuery(
            "WITH gone AS (DELETE FROM chunk WHERE workspace = :workspace AND item = ANY(:items) RETURNING id, hash), "
                + "pairs AS (DELETE FROM chunk_pair USING gone WHERE chunk_pair.workspace = :workspace "
                + "AND chunk_pair.chunk = gone.id) SELECT hash FROM gone")
        .bind("workspace", workspace.id().value())
        .bindArray("items", Long.class, items)
        .mapTo(UUID.class)
        .list();
  }

  /// Deletes the embeddings of texts that no chunk has any more: what is erased leaves no vector
  /// behind.
  public void sweepEmbeddings(Workspace workspace, Handle handle, Collection<UUID> hashes) {
    if (hashes.isEmpty()) {
      return;
    }
    handle
        .createUpdate(
            "DELETE FROM embedding WHERE workspace = :workspace AND hash = ANY(:hashes) AND NOT EXISTS "
                + "(SELECT FROM chunk WHERE chunk.workspace = :workspace AND chunk.hash = embedding.hash AND chunk.embed)")
        .bind("workspace", workspace.id().value())
        .bindArray("hashes", UUID.class, hashes)
        .execute();
  }

  /// Leaves a tombstone: key and version stay, so that a citation never means another text; the
  /// content goes.
  public void bury(Workspace workspace, Handle handle, Collection<Long> items, Instant now) {
    handle
        .createUpdate(
            "UPDATE source_item SET deleted_at = :now, changed_at = :now, title = '', body = '' "
                + "WHERE workspace = :workspace AND id = ANY(:items)")
        .bind("workspace", workspace.id().value())
        .bindArray("items", Long.class, items)
        .bind("now", now)
        .execute();
  }
}
