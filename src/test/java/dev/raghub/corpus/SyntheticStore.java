package dev.raghub.corpus;

import dev.raghub.bench.SyntheticChunk;
import dev.raghub.bench.SyntheticCorpus;
import dev.raghub.workspace.SyntheticWorkspace;
import dev.raghub.workspace.Workspace;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/// What PostgreSQL says of a synthetic corpus, without the way there. A chunk is made when it is
/// first asked for and kept.
public final class SyntheticStore extends PostgresCorpus {
  private final SyntheticCorpus corpus;
  private final int[] stored;
  private final Map<ChunkId, CitedChunk> made = new ConcurrentHashMap<>();

  public SyntheticStore(SyntheticCorpus corpus) {
    super(SyntheticWorkspace.nowhere(), new PostgresHidden(SyntheticWorkspace.nowhere()));
    this.corpus = corpus;
    this.stored = corpus.inStoredOrder();
  }

  @Override
  public Map<ChunkId, CitedChunk> chunks(Workspace workspace, Collection<ChunkId> ids) {
    return ids.stream()
        .collect(Collectors.toMap(Function.identity(), id -> made.computeIfAbsent(id, this::make)));
  }

  /// An outbox in which nothing waits.
  public static PostgresOutbox outbox() {
    return new PostgresOutbox(SyntheticWorkspace.nowhere()) {
      @Override
      public long head(Workspace workspace) {
        return SyntheticCorpus.REVISION;
      }
    };
  }

  public static PostgresEmbeddings embeddings() {
    return new PostgresEmbeddings(SyntheticWorkspace.nowhere(), outbox());
  }

  private CitedChunk make(ChunkId id) {
    int low = 0;
    for (int high = stored.length - 1; low < high; ) {
      int middle = (low + high) >>> 1;
      if (corpus.chunkId(stored[middle]).compareTo(id) < 0) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    SyntheticChunk chunk = corpus.chunk(stored[low]);
    Item item = corpus.item(chunk.item());
    return new CitedChunk(
        item.source(),
        item.key(),
        item.type(),
        item.title(),
        item.version(),
        item.changedAt(),
        chunk.stored(true));
  }
}
