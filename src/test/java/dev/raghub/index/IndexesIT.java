package dev.raghub.index;

import static org.assertj.core.api.Assertions.assertThat;

import dev.raghub.GatewayServers;
import dev.raghub.Superuser;
import dev.raghub.TestWorkspaces;
import dev.raghub.change.Await;
import dev.raghub.corpus.ItemId;
import dev.raghub.corpus.PostgresCorpus;
import dev.raghub.corpus.PostgresOutbox;
import dev.raghub.graph.Graphs;
import dev.raghub.ingest.Embedding;
import dev.raghub.ingest.Preparation;
import dev.raghub.merge.Notes;
import dev.raghub.merge.PostgresMerge;
import dev.raghub.model.Embedder;
import dev.raghub.workspace.PostgresWorkspaces;
import dev.raghub.workspace.Workspace;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Projections over a folder of this test, closed and opened again as at a restart.
@QuarkusTest
@QuarkusTestResource(GatewayServers.class)
class IndexesIT {
  private static final int CATCH_UP_LIMIT = 5;
  private static final int STEP = 3;

  @TempDir Path root;
  @Inject PostgresWorkspaces workspaces;
  @Inject PostgresOutbox outbox;
  @Inject PostgresCorpus corpus;
  @Inject PostgresMerge merge;
  @Inject Preparation preparation;
  @Inject Embedding embedding;
  @Inject Embedder embedder;
  @Inject Graphs graphs;
  @Inject dev.raghub.observe.Observer observer;

  private Workspace workspace;
  private LuceneTextIndex text;
  private LuceneVectorIndex vectors;
  private Indexes indexes;

  @BeforeEach
  void open() {
    workspace = TestWorkspaces.fresh(workspaces, "indexes");
    openIn("first");
  }

  @AfterEach
  void close() {
    text.close();
    vectors.close();
  }

  @Test
  void comesBackFromNothingAtTheSameRevision() {
    put(12, true);
    indexes.catchUp(workspace);
    List<String> before = LuceneDump.of(root.resolve("first"), workspace);

    close();
    openIn("second");
    assertThat(found()).isZero();
    indexes.catchUp(workspace);

    assertThat(LuceneDump.of(root.resolve("second"), workspace))
        .hasSizeGreaterThan(12)
        .containsExactlyElementsOf(before);
    assertThat(text.applied(workspace)).isEqualTo(outbox.head(workspace));
    assertThat(vectors.applied(workspace)).isEqualTo(outbox.head(workspace));
  }

  @Test
  void goesOnAfterARestartWhereItWas() {
    put(4, false);
    indexes.catchUp(workspace);
    close();
    put(6, false);
    openIn("first");

    assertThat(text.applied(workspace)).isEqualTo(4);
    assertThat(indexes.refresh(workspace)).isZero();
    assertThat(found()).isEqualTo(6);
  }

  @Test
  void refreshesUpToItsLimitAndRebuildsBehindTheQueryBeyond() {
    put(CATCH_UP_LIMIT, false);
    assertThat(indexes.refresh(workspace)).isZero();
    assertThat(found()).isEqualTo(CATCH_UP_LIMIT);

    put(CATCH_UP_LIMIT + CATCH_UP_LIMIT + 1, false);
    assertThat(indexes.refresh(workspace)).isEqualTo(CATCH_UP_LIMIT + 1);

    Await.until(
        "rebuilt",
        () ->
            vectors.applied(workspace) == outbox.head(workspace)
                && text.applied(workspace) == outbox.head(workspace));
    assertThat(found()).isEqualTo(CATCH_UP_LIMIT + CATCH_UP_LIMIT + 1);
  }

  @Test
  void showsDeletionsAtTheNextRefresh() {
    put(3, false);
    indexes.refresh(workspace);
    merge.remove(workspace, List.of(ItemId.of("notes", "1")));

    assertThat(indexes.refresh(workspace)).isZero();
    assertThat(found()).isEqualTo(2);
  }

  @Test
  void dropsAFutureThatTheRestoredDatabaseDoesNotKnow() {
    put(2, false);
    indexes.catchUp(workspace);
    text.apply(workspace, List.of(), 100);
    vectors.apply(workspace, List.of(), 100);

    assertThat(indexes.refresh(workspace)).isZero();

    assertThat(text.applied(workspace)).isEqualTo(2);
    assertThat(vectors.applied(workspace)).isEqualTo(2);
    assertThat(found()).isEqualTo(2);
  }

  @Test
  void paysForNoEmbeddingTwice() {
    put(3, true);
    List<String> paid = embeddings();
    close();
    openIn("second");
    indexes.catchUp(workspace);

    assertThat(paid).hasSize(3);
    assertThat(embedding.embed(workspace, done -> {})).isZero();
    assertThat(embeddings()).isEqualTo(paid);
    assertThat(indexes.nearest(workspace, embedder.question("harbor 1"), 10)).hasSize(3);
  }

  @Test
  void forgetsWhoNoLongerLives() {
    Workspace gone = workspace;
    put(2, true);
    indexes.catchUp(gone);
    workspace = TestWorkspaces.fresh(workspaces, "indexes");
    put(3, true);
    indexes.catchUp(workspace);

    indexes.eraseAllBut(() -> List.of(workspace));

    assertThat(home(gone)).doesNotExist();
    assertThat(found()).isEqualTo(3);
  }

  @Test
  void keepsWhoLivesWhereverItsFolderIsSaidToBe() throws IOException {
    Files.createDirectory(root.resolve("aside"));
    close();
    openIn("aside/../first");
    put(3, true);
    indexes.catchUp(workspace);

    indexes.eraseAllBut(() -> List.of(workspace));

    assertThat(home(workspace)).isNotEmptyDirectory();
    assertThat(found()).isEqualTo(3);
    put(4, true);
    indexes.catchUp(workspace);
    assertThat(found()).isEqualTo(4);
  }

  @Test
  void forgetsWhatLaysThereBeforeItStarted() {
    put(2, true);
    indexes.catchUp(workspace);
    close();
    openIn("first");

    indexes.eraseAllBut(List::of);

    assertThat(root.resolve("first")).isEmptyDirectory();
  }

  @Test
  void keepsWhoCameWhileItLooked() {
    put(2, true);

    indexes.eraseAllBut(
        () -> {
          indexes.catchUp(workspace);
          return List.of();
        });

    assertThat(home(workspace)).isNotEmptyDirectory();
    assertThat(found()).isEqualTo(2);
  }

  @Test
  void closesWithoutTheFilesThatSomebodyTookAway() throws IOException {
    put(2, true);
    indexes.catchUp(workspace);
    try (Stream<Path> all = Files.walk(home(workspace))) {
      for (Path file : all.filter(Files::isRegularFile).toList()) {
        Files.delete(file);
      }
    }

    close();
    openIn("first");
    indexes.catchUp(workspace);

    assertThat(found()).isEqualTo(2);
  }

  private Path home(Workspace of) {
    return root.resolve("first").resolve(of.id().value());
  }

  private void openIn(String folder) {
    Settings settings = new Settings(root.resolve(folder));
    text = new LuceneTextIndex(settings);
    vectors = new LuceneVectorIndex(settings.folder(), embedder.fingerprint(), 100);
    indexes = new Indexes(text, vectors, graphs, outbox, corpus, embedder, settings, observer);
  }

  /// Stores documents 0 to count - 1, which all speak of the harbor.
  private void put(int count, boolean embed) {
    merge.merge(
        workspace,
        IntStream.range(0, count)
            .mapToObj(
                number ->
                    preparation.prepare(
                        Notes.note(number, "The harbor was closed on day " + number + ".", embed)))
            .toList(),
        OptionalLong.empty());
    if (embed) {
      embedding.embed(workspace, done -> {});
    }
  }

  private int found() {
    return indexes.lexical(workspace, "harbor", 1_000).size();
  }

  /// Where the rows of the vectors lie; a row that is written again lies elsewhere.
  private List<String> embeddings() {
    return Superuser.strings(
        "SELECT hash || ' ' || ctid FROM embedding WHERE workspace = ? ORDER BY 1",
        workspace.id().value());
  }

  /// Small limits.
  private record Settings(Path folder) implements IndexSettings {
    @Override
    public Vectors vectors() {
      return Vectors.LUCENE;
    }

    @Override
    public int batch() {
      return STEP;
    }

    @Override
    public int catchUpLimit() {
      return CATCH_UP_LIMIT;
    }

    @Override
    public int exactVectors() {
      return Integer.MAX_VALUE;
    }

    @Override
    public int hnswFrom() {
      return Integer.MAX_VALUE;
    }
  }
}
