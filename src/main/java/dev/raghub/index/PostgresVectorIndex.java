package dev.raghub.index;

import dev.raghub.corpus.ChunkId;
import dev.raghub.corpus.Hidden;
import dev.raghub.corpus.ItemId;
import dev.raghub.corpus.ItemState;
import dev.raghub.workspace.PostgresScope;
import dev.raghub.workspace.Workspace;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/// Vectors in pgvector. Each workspace is scanned exactly, or through its own partial HNSW index
/// once it is large; never through one shared index that is filtered afterwards, which starves
/// small tenants. Replicas share it, so applying takes the workspace's row in `vector_projection`
/// first and skips what another replica has applied already.
final class PostgresVectorIndex implements VectorIndex {
  private static final String EF_SEARCH = "SET LOCAL hnsw.ef_search = 200";

  private final PostgresScope scope;
  private final String model;
  private final int hnswFrom;

  PostgresVectorIndex(PostgresScope scope, String model, int hnswFrom) {
    this.scope = scope;
    this.model = model;
    this.hnswFrom = hnswFrom;
  }

  @Override
  public List<ScoredChunk> nearest(
      Workspace workspace, float[] question, Hidden hidden, int limit) {
    return scope.read(
        workspace,
        handle -> {
          // A generic plan cannot prove that the partial index of this workspace applies.
          handle.execute("SET LOCAL plan_cache_mode = force_custom_plan");
          handle.execute(EF_SEARCH);
          return handle
              .createQuery(
                  "SELECT item, chunk, 1 - (embedding <=> CAST(:question AS vector)) AS cosine FROM passage_vector "
                      + "WHERE workspace = :workspace AND model = :model AND NOT item = ANY(:hidden) "
                      + "ORDER BY embedding <=> CAST(:question AS vector) LIMIT :limit")
              .bind("question", Arrays.toString(question))
              .bindArray("hidden", Long.class, Arrays.stream(hidden.items()).boxed().toList())
              .bind("workspace", workspace.id().value())
              .bind("model", model)
              .bind("limit", limit)
              .map(
                  (row, context) ->
                      new ScoredChunk(
                          new ItemId(row.getLong("item")),
                          new ChunkId(row.getLong("chunk")),
                          row.getDouble("cosine"),
                          0))
              .stream()
              .sorted(
                  Comparator.comparingDouble(ScoredChunk::score)
                      .reversed()
                      .thenComparing(ScoredChunk::chunk))
              .toList();
        });
  }

  @Override
  public long applied(Workspace workspace) {
    return scope.read(workspace, handle -> applied(workspace, handle, ""));
  }

  @Override
  public void apply(Workspace workspace, List<ItemState> items, long revision) {
    long rows =
        scope.record(
            workspace,
            handle -> {
              handle.execute(
                  "INSERT INTO vector_projection (workspace, model, revision) VALUES (?, ?, 0) ON CONFLICT DO NOTHING",
                  workspace.id().value(),
                  model);
              if (applied(workspace, handle, " FOR UPDATE") < revision) {
                replace(workspace, handle, items);
                handle.execute(
                    "UPDATE vector_projection SET revision = ? WHERE workspace = ? AND model = ?",
                    revision,
                    workspace.id().value(),
                    model);
              }
              return count(workspace, handle);
            });
    if (rows >= hnswFrom) {
      scope.record(
          workspace,
          handle -> handle.execute("SELECT raghub_build_hnsw(?)", workspace.id().value()));
    }
  }

  @Override
  public void erase(Workspace workspace) {
    scope.erase(
        workspace,
        handle -> {
          String id = workspace.id().value();
          handle.execute("DELETE FROM passage_vector WHERE workspace = ?", id);
          handle.execute("SELECT raghub_drop_hnsw(?)", id);
          return handle.execute("DELETE FROM vector_projection WHERE workspace = ?", id);
        });
  }

  private long applied(Workspace workspace, Handle handle, String lock) {
    return handle
        .createQuery(
            "SELECT revision FROM vector_projection WHERE workspace = :workspace AND model = :model<lock>")
        .define("lock", lock)
        .bind("workspace", workspace.id().value())
        .bind("model", model)
        .mapTo(Long.class)
        .findOne()
        .orElse(0L);
  }

  private long count(Workspace workspace, Handle handle) {
    return handle
        .createQuery(
            "SELECT count(*) FROM (SELECT FROM passage_vector WHERE workspace = :workspace LIMIT :limit) AS counted")
        .bind("workspace", workspace.id().value())
        .bind("limit", hnswFrom)
        .mapTo(Long.class)
        .one();
  }

  private void replace(Workspace workspace, Handle handle, List<ItemState> items) {
    handle
        .createUpdate(
            "DELETE FROM passage_vector WHERE workspace = :workspace AND model = :model AND item = ANY(:items)")
        .bind("workspace", workspace.id().value())
        .bind("model", model)
        .bindArray("items", Long.class, items.stream().map(item -> item.id().value()).toList())
        .execute();
    PreparedBatch batch =
        handle.prepareBatch(
            "INSERT INTO passage_vector (workspace, model, item, chunk, embedding) "
                + "VALUES (:workspace, :model, :item, :chunk, CAST(:embedding AS vector))");
    for (ItemState item : items) {
      for (ItemState.EmbeddedChunk chunk : item.chunks()) {
        chunk
            .vector()
            .ifPresent(
                vector ->
                    batch
                        .bind("workspace", workspace.id().value())
                        .bind("model", model)
                        .bind("item", item.id().value())
                        .bind("chunk", chunk.chunk().id().value())
                        .bind("embedding", Arrays.toString(vector))
                        .add());
      }
    }
    if (batch.size() > 0) {
      batch.execute();
    }
  }
}
