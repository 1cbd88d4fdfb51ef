package dev.raghub.corpus;

import dev.raghub.workspace.PostgresScope;
import dev.raghub.workspace.Workspace;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/// Reads items and chunks.
@ApplicationScoped
public class PostgresCorpus {
  /// Row-level security knows who reads an item; its chunks are had by way of it.
  private static final String OF_READABLE_ITEMS =
      " AND item IN (SELECT id FROM source_item WHERE workspace = :w AND deleted_at IS NULL)";

  private final PostgresScope scope;
  private final PostgresHidden hidden;

  PostgresCorpus(PostgresScope scope, PostgresHidden hidden) {
    this.scope = scope;
    this.hidden = hidden;
  }

  /// A living item, if there is one.
  public Optional<Item> find(Workspace workspace, ItemId id) {
    return Optional.ofNullable(find(workspace, List.of(id)).get(id));
  }

  /// The living ones among these items.
  public Map<ItemId, Item> find(Workspace workspace, Collection<ItemId> ids) {
    return scope.read(workspace, handle -> items(workspace, handle, ids));
  }

  /// The items' state, with vectors of the given embedder, as of one moment.
  public List<ItemState> states(Workspace workspace, Collection<ItemId> ids, String embedder) {
    return scope.read(
        workspace,
        handle -> {
          Map<ItemId, Item> items = items(workspace, handle, ids);
          Map<ItemId, List<ItemState.EmbeddedChunk>> chunks =
              chunks(workspace, handle, ids, embedder);
          return ids.stream()
              .map(
                  id ->
                      new ItemState(
                          id,
                          Optional.ofNullable(items.get(id)),
                          chunks.getOrDefault(id, List.of())))
              .toList();
        });
  }

  /// These chunks as they stand, with what is cited of their items; one that is gone is left out.
  public Map<ChunkId, CitedChunk> chunks(Workspace workspace, Collection<ChunkId> ids) {
    Map<ChunkId, CitedChunk> found = new HashMap<>();
    scope
        .read(
            workspace,
            handle ->
                handle
                    .createQuery(
                        "SELECT chunk.*, item.source, item.key, item.type, item.title, item.version, item.changed_at "
                            + "FROM chunk JOIN source_item item ON item.workspace = chunk.workspace AND item.id = chunk.item "
                            + "WHERE chunk.workspace = :workspace AND chunk.id = ANY(:ids) AND item.deleted_at IS NULL")
                    .bind("workspace", workspace.id().value())
                    .bindArray("ids", Long.class, ids.stream().map(ChunkId::value).toList())
                    .map((row, context) -> cited(row))
                    .list())
        .forEach(cited -> found.put(cited.chunk().id(), cited));
    return found;
  }

  /// How many living items of a source there are, and how many of them a run has not seen.
  public Seen seen(Workspace workspace, String source, long run) {
    return scope.read(
        workspace,
        handle ->
            handle
                .createQuery(
                    "SELECT count(*) AS living, count(*) FILTER (WHERE seen_run IS DISTINCT FROM :run) AS unseen "
                        + "FROM source_item WHERE workspace = :w AND source = :source AND deleted_at IS NULL")
                .bind("w", workspace.id().value())
                .bind("source", source)
                .bind("run", run)
                .map((row, context) -> new Seen(row.getLong("living"), row.getLong("unseen")))
                .one());
  }

  /// Some living items of a source that a run has not seen.
  public List<ItemId> unseen(Workspace workspace, String source, long run, int limit) {
    return scope.read(
        workspace,
        handle ->
            handle
                .createQuery(
                    "SELECT id FROM source_item WHERE workspace = :w AND source = :source AND deleted_at IS NULL "
                        + "AND seen_run IS DISTINCT FROM :run ORDER BY id LIMIT :limit")
                .bind("w", workspace.id().value())
                .bind("source", source)
                .bind("run", run)
                .bind("limit", limit)
                .map((row, context) -> new ItemId(row.getLong("id")))
                .list());
  }

  /// What a run has seen of a source.
  public record Seen(long living, long unseen) {}

  /// Living items and their chunks in a workspace, as far as the caller may read them.
  public Size size(Workspace workspace) {
    return scope.read(
        workspace,
        handle ->
            handle
                .createQuery(
                    "SELECT (SELECT count(*) FROM source_item WHERE workspace = :w AND deleted_at IS NULL) AS items, "
                        + "(SELECT count(*) FROM chunk WHERE workspace = :w"
                        + (workspace.rights().restricted() ? OF_READABLE_ITEMS : "")
                        + ") AS chunks")
                .bind("w", workspace.id().value())
                .map((row, context) -> new Size(row.getLong("items"), row.getLong("chunks")))
                .one());
  }

  /// How much a workspace holds.
  public record Size(long items, long chunks) {}

  private static Map<ItemId, Item> items(
      Workspace workspace, Handle handle, Collection<ItemId> ids) {
    Map<ItemId, Item> found = new HashMap<>();
    handle
        .createQuery(
            "SELECT * FROM source_item WHERE workspace = :workspace AND id = ANY(:ids) AND deleted_at IS NULL")
        .bind("workspace", workspace.id().value())
        .bindArray("ids", Long.class, ids.stream().map(ItemId::value).toList())
        .map((row, context) -> item(row))
        .forEach(item -> found.put(item.id(), item));
    return found;
  }

  private static Map<ItemId, List<ItemState.EmbeddedChunk>> chunks(
      Workspace workspace, Handle handle, Collection<ItemId> ids, String embedder) {
    Map<ItemId, List<ItemState.EmbeddedChunk>> found = new HashMap<>();
    handle
        .createQuery(
            "SELECT chunk.*, embedding.vector FROM chunk LEFT JOIN embedding "
                + "ON embedding.workspace = chunk.workspace AND embedding.hash = chunk.hash "
                + "AND embedding.model = :embedder AND chunk.embed "
                + "WHERE chunk.workspace = :workspace AND chunk.item = ANY(:ids) ORDER BY item, ordinal")
        .bind("workspace", workspace.id().value())
        .bind("embedder", embedder)
        .bindArray("ids", Long.class, ids.stream().map(ItemId::value).toList())
        .map(
            (row, context) ->
                Map.entry(
                    new ItemId(row.getLong("item")),
                    new ItemState.EmbeddedChunk(PostgresChunkRow.of(row), vector(row))))
        .forEach(
            entry ->
                found
                    .computeIfAbsent(entry.getKey(), key -> new ArrayList<>())
                    .add(entry.getValue()));
    return found;
  }

  private static Item item(ResultSet row) throws SQLException {
    return new Item(
        new ItemId(row.getLong("id")),
        row.getString("source"),
        row.getString("key"),
        row.getString("type"),
        row.getString("title"),
        row.getString("body"),
        row.getLong("version"),
        row.getTimestamp("changed_at").toInstant());
  }

  private static CitedChunk cited(ResultSet row) throws SQLException {
    return new CitedChunk(
        row.getString("source"),
        row.getString("key"),
        row.getString("type"),
        row.getString("title"),
        row.getLong("version"),
        row.getTimestamp("changed_at").toInstant(),
        PostgresChunkRow.of(row));
  }

  private static Optional<float[]> vector(ResultSet row) throws SQLException {
    java.sql.Array array = row.getArray("vector");
    if (array == null) {
      return Optional.empty();
    }
    Float[] boxed = (Float[]) array.getArray();
    float[] vector = new float[boxed.length];
    for (int i = 0; i < boxed.length; i++) {
      vector[i] = boxed[i];
    }
    return Optional.of(vector);
  }

  /// What the caller may not read.
  public Hidden hidden(Workspace workspace) {
    return hidden.of(workspace);
  }
}
