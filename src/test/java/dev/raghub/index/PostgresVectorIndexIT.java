package dev.raghub.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.raghub.GatewayServers;
import dev.raghub.Superuser;
import dev.raghub.corpus.Hidden;
import dev.raghub.corpus.ItemId;
import dev.raghub.corpus.ItemState;
import dev.raghub.workspace.PostgresScope;
import dev.raghub.workspace.Workspace;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(GatewayServers.class)
class PostgresVectorIndexIT extends VectorIndexContract {
  private static final String MODEL = "test";
  private static final int HNSW_FROM = 1_000;

  @Inject PostgresScope scope;
  @Inject PostgresVectorExtension extension;

  private VectorIndex index;

  @BeforeEach
  void open() {
    assumeTrue(
        extension.present(), "the database has no pgvector; set RAGHUB_PGVECTOR to test with it");
    index = new PostgresVectorIndex(scope, MODEL, HNSW_FROM);
  }

  @Override
  VectorIndex index() {
    return index;
  }

  @Test
  void buildsNoIndexBelowItsThreshold() {
    Workspace workspace = workspace();
    index.apply(workspace, random(0, HNSW_FROM - 1), 1);

    assertThat(hnsw(workspace)).isEmpty();
    index.apply(workspace, random(HNSW_FROM - 1, HNSW_FROM), 2);
    assertThat(hnsw(workspace)).hasSize(1);
    index.erase(workspace);
    assertThat(hnsw(workspace)).isEmpty();
  }

  @Test
  void searchesALargeWorkspaceThroughItsOwnIndex() {
    Workspace workspace = workspace();
    List<ItemState> items = random(0, 3 * HNSW_FROM);
    index.apply(workspace, items, 1);
    Superuser.execute("ANALYZE passage_vector");
    float[] question = items.get(17).chunks().getFirst().vector().orElseThrow();

    assertThat(plan(workspace, question))
        .contains("Index Scan using " + hnsw(workspace).getFirst());
    assertThat(index.nearest(workspace, question, Hidden.NONE, 100))
        .hasSize(100)
        .first()
        .extracting(ScoredChunk::item)
        .isEqualTo(new ItemId(17));
  }

  private static List<String> hnsw(Workspace workspace) {
    return Superuser.strings(
        "SELECT indexname FROM pg_indexes WHERE indexname = 'hnsw_' || md5(?)",
        workspace.id().value());
  }

  /// How PostgreSQL runs the search of `nearest`.
  private String plan(Workspace workspace, float[] question) {
    return scope.read(
        workspace,
        handle -> {
          handle.execute("SET LOCAL plan_cache_mode = force_custom_plan");
          return String.join(
              "\n",
              handle
                  .createQuery(
                      "EXPLAIN SELECT item, chunk, 1 - (embedding <=> CAST(:question AS vector)) AS cosine "
                          + "FROM passage_vector WHERE workspace = :workspace AND model = :model "
                          + "ORDER BY embedding <=> CAST(:question AS vector) LIMIT 100")
                  .bind("question", Arrays.toString(question))
                  .bind("workspace", workspace.id().value())
                  .bind("model", MODEL)
                  .mapTo(String.class)
                  .list());
        });
  }

  /// Items whose vectors point anywhere, the same at each call.
  private static List<ItemState> random(int from, int to) {
    return LongStream.range(from, to)
        .mapToObj(
            number -> {
              Random random = new Random(number);
              float[] vector = new float[DIMENSIONS];
              for (int i = 0; i < DIMENSIONS; i++) {
                vector[i] = (float) random.nextGaussian();
              }
              return item(number, vector);
            })
        .toList();
  }
}
