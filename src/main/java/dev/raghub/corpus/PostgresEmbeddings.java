package dev.raghub.corpus;

import dev.raghub.workspace.PostgresScope;
import dev.raghub.workspace.Workspace;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jdbi.v3.core.statement.Query;

/// Embeddings by text: what is missing, and keeping what was computed.
@ApplicationScoped
public class PostgresEmbeddings {
  private static final String WITHOUT_VECTOR =
      " FROM chunk JOIN source_item item ON item.workspace = chunk.workspace AND item.id = chunk.item "
          + "WHERE chunk.workspace = :workspace AND chunk.embed AND NOT EXISTS (SELECT FROM embedding "
          + "WHERE embedding.workspace = :workspace AND embedding.hash = chunk.hash AND embedding.model = :model) ";

  /// Every batch of an embedding of millions asks this, so it must begin where the last one ended:
  /// in the index of chunks by the one plain condition on the hash, and without a join to the
  /// embeddings, which the planner would begin at the first.
  private static final String NEXT =
      "SELECT DISTINCT ON (chunk.hash) chunk.hash, item.title, chunk.sentences "
          + "FROM chunk JOIN source_item item ON item.workspace = chunk.workspace AND item.id = chunk.item "
          + "WHERE chunk.workspace = :workspace AND chunk.embed AND chunk.hash > :after "
          + "AND (SELECT count(*) FROM embedding WHERE embedding.workspace = :workspace "
          + "AND embedding.hash = chunk.hash AND embedding.model = :model) = 0 ";

  private static final String OF_ITEMS = "AND chunk.item = ANY(:items) ";

  /// Below every hash.
  private static final UUID FIRST = new UUID(0, 0);

  private final PostgresScope scope;
  private final PostgresOutbox outbox;

  PostgresEmbeddings(PostgresScope scope, PostgresOutbox outbox) {
    this.scope = scope;
    this.outbox = outbox;
  }

  /// A text that needs a vector.
  public record Pending(UUID hash, String text) {}

  /// A text with its vector.
  public record Embedded(UUID hash, List<Float> vector) {
    public Embedded {
      vector = List.copyOf(vector);
    }
  }

  /// How many different texts of the workspace still need a vector.
  public long pending(Workspace workspace, String model) {
    return scope.read(
        workspace,
        handle ->
            handle
                .createQuery("SELECT count(DISTINCT chunk.hash)" + WITHOUT_VECTOR)
                .bind("workspace", workspace.id().value())
                .bind("model", model)
                .mapTo(Long.class)
                .one());
  }

  /// Some texts that need a vector, each once.
  ///
  /// @param after the last hash that was returned before; they come in order
  /// @param items only texts of these items; none = of all
  public List<Pending> next(
      Workspace workspace, String model, Optional<UUID> after, List<ItemId> items, int limit) {
    return scope.read(
        workspace,
        handle -> {
          Query query =
              handle.createQuery(
                  NEXT + (items.isEmpty() ? "" : OF_ITEMS) + "ORDER BY chunk.hash LIMIT :limit");
          if (!items.isEmpty()) {
            query.bindArray("items", Long.class, items.stream().map(ItemId::value).toList());
          }
          return query
              .bind("workspace", workspace.id().value())
              .bind("model", model)
              .bind("after", after.orElse(FIRST))
              .bind("limit", limit)
              .map((row, context) -> pending(row))
              .list();
        });
  }

  private static Pending pending(ResultSet row) throws SQLException {
    String[] sentences = (String[]) row.getArray("sentences").getArray();
    return new Pending(
        row.getObject("hash", UUID.class),
        Chunk.embeddedText(row.getString("title"), String.join("\n", sentences)));
  }

  /// A vector with the source of a row or document that has it.
  public record Placed(String source, List<Float> vector) {
    public Placed {
      vector = List.copyOf(vector);
    }
  }

  /// Some vectors, the same ones as long as nothing changes: the order of hashes is as good as
  /// chance. Only of what the caller may read.
  public List<Placed> some(Workspace workspace, String model, int limit) {
    return scope.read(
        workspace,
        handle ->
            handle
                .createQuery(
                    "SELECT * FROM (SELECT (SELECT item.source FROM chunk JOIN source_item item ON item.workspace = chunk.workspace "
                        + "AND item.id = chunk.item WHERE chunk.workspace = :workspace AND chunk.hash = embedding.hash "
                        + "AND chunk.embed ORDER BY item.source LIMIT 1) AS source, vector FROM embedding "
                        + "WHERE workspace = :workspace AND model = :model AND EXISTS (SELECT FROM chunk "
                        + "WHERE chunk.workspace = :workspace AND chunk.hash = embedding.hash AND chunk.embed) "
                        + "ORDER BY hash LIMIT :limit) AS sample WHERE source IS NOT NULL")
                .bind("workspace", workspace.id().value())
                .bind("model", model)
                .bind("limit", limit)
                .map(
                    (row, context) ->
                        new Placed(
                            row.getString("source"),
                            List.of((Float[]) row.getArray("vector").getArray())))
                .list());
  }

  /// How many living chunks have a vector of another model and none of this one: what a changed
  /// embedder leaves behind.
  public long foreign(Workspace workspace, String model) {
    return scope.read(
        workspace.whole(),
        handle ->
            handle
                .createQuery(
                    "SELECT count(*)"
                        + WITHOUT_VECTOR
                        + "AND EXISTS (SELECT FROM embedding other WHERE other.workspace = :workspace AND other.hash = chunk.hash)")
                .bind("workspace", workspace.id().value())
                .bind("model", model)
                .mapTo(Long.class)
                .one());
  }

  /// Keeps vectors of texts that are still there and tells the projections of their items.
  public void keep(Workspace workspace, String model, Collection<Embedded> embedded) {
    scope.write(
        workspace,
        handle -> {
          long revision = outbox.lock(workspace, handle);
          insert(workspace, handle, model, embedded);
          List<Long> items =
              handle
                  .createQuery(
                      "SELECT DISTINCT item FROM chunk WHERE workspace = :workspace AND hash = ANY(:hashes) AND embed")
                  .bind("workspace", workspace.id().value())
                  .bindArray("hashes", UUID.class, embedded.stream().map(Embedded::hash).toList())
                  .mapTo(Long.class)
                  .list();
          outbox.append(workspace, handle, revision, items);
          return items.size();
        });
  }

  private static void insert(
      Workspace workspace, Handle handle, String model, Collection<Embedded> embedded) {
    PreparedBatch batch =
        handle.prepareBatch(
            "INSERT INTO embedding (workspace, hash, model, vector) SELECT :workspace, :hash, :model, :vector "
                + "WHERE EXISTS (SELECT FROM chunk WHERE workspace = :workspace AND hash = :hash AND embed) "
                + "ON CONFLICT DO NOTHING");
    for (Embedded text : embedded) {
      batch
          .bind("workspace", workspace.id().value())
          .bind("hash", text.hash())
          .bind("model", model)
          .bindArray("vector", Float.class, text.vector())
          .add();
    }
    batch.execute();
  }
}
