package dev.raghub.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.raghub.TestWorkspaces;
import dev.raghub.corpus.Chunk;
import dev.raghub.corpus.ChunkId;
import dev.raghub.corpus.Hidden;
import dev.raghub.corpus.ItemId;
import dev.raghub.corpus.ItemState;
import dev.raghub.corpus.Sentence;
import dev.raghub.workspace.PostgresWorkspaces;
import dev.raghub.workspace.Workspace;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// What every keeper of vectors does.
abstract class VectorIndexContract {
  static final int DIMENSIONS = 384;
  private static final double PRECISION = 1e-5;

  @Inject PostgresWorkspaces workspaces;

  /// The adapter under test; it keeps vectors of [#DIMENSIONS].
  abstract VectorIndex index();

  @Test
  void findsTheNearestFirst() {
    Workspace workspace = workspace();
    index()
        .apply(
            workspace,
            List.of(item(1, vector(0.2)), item(2, vector(0.9)), item(3, vector(-0.5))),
            3);

    List<ScoredChunk> found = index().nearest(workspace, vector(1), Hidden.NONE, 2);

    assertThat(found).extracting(ScoredChunk::item).containsExactly(new ItemId(2), new ItemId(1));
    assertThat(found.getFirst().chunk()).isEqualTo(ChunkId.of(new ItemId(2), 0));
    assertThat(found.getFirst().score()).isCloseTo(0.9, within(PRECISION));
    assertThat(found.getLast().score()).isCloseTo(0.2, within(PRECISION));
  }

  @Test
  void leavesOutWhatIsHiddenAndNothingElse() {
    Workspace workspace = workspace();
    index()
        .apply(
            workspace,
            IntStream.range(0, 40).mapToObj(number -> item(number, vector(number / 50.0))).toList(),
            40);
    Hidden hidden = Hidden.of(IntStream.range(20, 40).asLongStream().toArray());

    List<ScoredChunk> found = index().nearest(workspace, vector(1), hidden, 10);

    assertThat(found)
        .extracting(chunk -> chunk.item().value())
        .containsExactly(19L, 18L, 17L, 16L, 15L, 14L, 13L, 12L, 11L, 10L);
  }

  @Test
  void ordersTiesByChunk() {
    Workspace workspace = workspace();
    index()
        .apply(
            workspace,
            IntStream.range(0, 20).mapToObj(number -> item(number, vector(0.5))).toList(),
            20);

    List<ScoredChunk> found = index().nearest(workspace, vector(1), Hidden.NONE, 20);

    assertThat(found).hasSize(20);
    assertThat(found).extracting(ScoredChunk::chunk).isSorted();
  }

  @Test
  void replacesAllThatAnItemHad() {
    Workspace workspace = workspace();
    index().apply(workspace, List.of(item(1, vector(0.1), vector(0.2)), item(2, vector(0.3))), 2);
    index().apply(workspace, List.of(item(1, vector(0.4))), 3);

    assertThat(index().nearest(workspace, vector(1), Hidden.NONE, 10))
        .extracting(ScoredChunk::chunk)
        .containsExactly(ChunkId.of(new ItemId(1), 0), ChunkId.of(new ItemId(2), 0));
  }

  @Test
  void forgetsDeletedItemsAndChunksWithoutAVector() {
    Workspace workspace = workspace();
    index().apply(workspace, List.of(item(1, vector(0.1)), item(2, vector(0.3))), 2);
    ItemState bare =
        new ItemState(
            new ItemId(2),
            Optional.empty(),
            List.of(new ItemState.EmbeddedChunk(chunk(2, 0), Optional.empty())));
    index().apply(workspace, List.of(item(1), bare), 4);

    assertThat(index().nearest(workspace, vector(1), Hidden.NONE, 10)).isEmpty();
    assertThat(index().applied(workspace)).isEqualTo(4);
  }

  @Test
  void keepsWorkspacesApart() {
    Workspace mine = workspace();
    Workspace theirs = workspace();
    index().apply(mine, List.of(item(1, vector(0.1))), 1);
    index().apply(theirs, List.of(item(1, vector(0.9)), item(2, vector(0.8))), 2);

    assertThat(index().nearest(mine, vector(1), Hidden.NONE, 10))
        .singleElement()
        .satisfies(found -> assertThat(found.score()).isCloseTo(0.1, within(PRECISION)));
    index().erase(theirs);
    assertThat(index().nearest(mine, vector(1), Hidden.NONE, 10)).hasSize(1);
    assertThat(index().applied(mine)).isEqualTo(1);
  }

  @Test
  void holdsNothingOfAWorkspaceItDoesNotKnow() {
    Workspace workspace = workspace();

    assertThat(index().applied(workspace)).isZero();
    assertThat(index().nearest(workspace, vector(1), Hidden.NONE, 10)).isEmpty();
  }

  @Test
  void beginsAnewAfterErasing() {
    Workspace workspace = workspace();
    index().apply(workspace, List.of(item(1, vector(0.1))), 7);
    index().erase(workspace);

    assertThat(index().applied(workspace)).isZero();
    assertThat(index().nearest(workspace, vector(1), Hidden.NONE, 10)).isEmpty();
    index().apply(workspace, List.of(item(2, vector(0.1))), 1);
    assertThat(index().nearest(workspace, vector(1), Hidden.NONE, 10))
        .extracting(ScoredChunk::item)
        .containsExactly(new ItemId(2));
  }

  final Workspace workspace() {
    return TestWorkspaces.fresh(workspaces, "vectors");
  }

  /// A vector whose cosine with `vector(1)` is this.
  static float[] vector(double cosine) {
    float[] vector = new float[DIMENSIONS];
    vector[0] = (float) cosine;
    vector[1] = (float) Math.sqrt(1 - cosine * cosine);
    return vector;
  }

  /// An item with a chunk for each vector.
  static ItemState item(long number, float[]... vectors) {
    return new ItemState(
        new ItemId(number),
        Optional.empty(),
        IntStream.range(0, vectors.length)
            .mapToObj(
                place ->
                    new ItemState.EmbeddedChunk(chunk(number, place), Optional.of(vectors[place])))
            .toList());
  }

  private static Chunk chunk(long item, int place) {
    return new Chunk(
        ChunkId.of(new ItemId(item), place), place, List.of(new Sentence("text", true)), true);
  }
}
