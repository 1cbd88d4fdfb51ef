package dev.raghub.reading;

import dev.raghub.corpus.Chunk;
import dev.raghub.corpus.PostgresChunkRow;
import dev.raghub.workspace.Workspace;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/// Which texts which items have. The texts themselves are cut out of the chunks whenever they are
/// wanted, so that they are kept once.
@ApplicationScoped
public class PostgresExcerpts {

  /// Forgets what these items had; returns the hashes.
  Set<UUID> remove(Workspace workspace, Handle handle, Collection<Long> items) {
    if (items.isEmpty()) {
      return Set.of();
    }
    return new TreeSet<>(
        handle
            .createQuery(
                "DELETE FROM excerpt WHERE workspace = :workspace AND item = ANY(:items) RETURNING hash")
            .bind("workspace", workspace.id().value())
            .bindArray("items", Long.class, items)
            .mapTo(UUID.class)
            .list());
  }

  void add(Workspace workspace, Handle handle, Map<Long, List<Excerpt>> excerpts) {
    PreparedBatch batch =
        handle.prepareBatch(
            "INSERT INTO excerpt (workspace, item, hash) VALUES (:workspace, :item, :hash) ON CONFLICT DO NOTHING");
    excerpts.forEach(
        (item, parts) ->
            parts.forEach(
                part ->
                    batch
                        .bind("workspace", workspace.id().value())
                        .bind("item", item)
                        .bind("hash", part.hash())
                        .add()));
    if (batch.size() > 0) {
      batch.execute();
    }
  }

  /// The items that have a text.
  List<Long> items(Workspace workspace, Handle handle, UUID hash) {
    return handle
        .createQuery(
            "SELECT item FROM excerpt WHERE workspace = :workspace AND hash = :hash ORDER BY item")
        .bind("workspace", workspace.id().value())
        .bind("hash", hash)
        .mapTo(Long.class)
        .list();
  }

  /// The excerpts of these items as their chunks stand.
  Map<Long, List<Excerpt>> of(Workspace workspace, Handle handle, Collection<Long> items) {
    record Row(long item, String title, Chunk chunk) {}
    Map<Long, String> titles = new TreeMap<>();
    Map<Long, List<Chunk>> chunks = new TreeMap<>();
    handle
        .createQuery(
            "SELECT chunk.id, chunk.item, chunk.ordinal, chunk.sentences, chunk.free, chunk.embed, item.title "
                + "FROM chunk JOIN source_item item ON item.workspace = chunk.workspace AND item.id = chunk.item "
                + "WHERE chunk.workspace = :workspace AND chunk.item = ANY(:items) ORDER BY chunk.item, chunk.ordinal")
        .bind("workspace", workspace.id().value())
        .bindArray("items", Long.class, items)
        .map(
            (row, context) ->
                new Row(row.getLong("item"), row.getString("title"), PostgresChunkRow.of(row)))
        .forEach(
            row -> {
              titles.put(row.item(), row.title());
              chunks.computeIfAbsent(row.item(), item -> new ArrayList<>()).add(row.chunk());
            });
    Map<Long, List<Excerpt>> excerpts = new TreeMap<>();
    titles.forEach(
        (item, title) ->
            excerpts.put(item, Excerpt.of(title, chunks.getOrDefault(item, List.of()))));
    return excerpts;
  }

  /// Items above a number that have text enough but no excerpt: those that an older version stored.
  List<Long> unnoted(Workspace workspace, Handle handle, long after, int limit) {
    return handle
        .createQuery(
            "SELECT id FROM source_item item WHERE workspace = :workspace AND id > :after AND deleted_at IS NULL "
                + "AND NOT EXISTS (SELECT FROM excerpt WHERE excerpt.workspace = :workspace AND excerpt.item = item.id) "
                + "AND (SELECT coalesce(sum(char_length(said.text)), 0) FROM chunk, unnest(sentences, free) AS said (text, free) "
                + "WHERE chunk.workspace = :workspace AND chunk.item = item.id AND said.free) >= :least / 2 "
                + "ORDER BY id LIMIT :limit")
        .bind("workspace", workspace.id().value())
        .bind("after", after)
        // PostgreSQL counts characters, Java halves of some.
        .bind("least", Excerpt.MIN_CHARACTERS)
        .bind("limit", limit)
        .mapTo(Long.class)
        .list();
  }
}
