package dev.raghub.ingest;

import dev.raghub.corpus.ItemId;
import dev.raghub.corpus.PostgresEmbeddings;
import dev.raghub.corpus.PostgresEmbeddings.Embedded;
import dev.raghub.corpus.PostgresEmbeddings.Pending;
import dev.raghub.model.Embedder;
import dev.raghub.workspace.Workspace;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.LongConsumer;

/// Computes the vectors that are missing, outside any transaction, and keeps them. What is
/// interrupted is simply still missing.
@ApplicationScoped
public class Embedding {
  private final PostgresEmbeddings embeddings;
  private final Embedder embedder;
  private final IngestSettings settings;

  Embedding(PostgresEmbeddings embeddings, Embedder embedder, IngestSettings settings) {
    this.embeddings = embeddings;
    this.embedder = embedder;
    this.settings = settings;
  }

  /// How many texts have no vector of this embedder yet.
  public long pending(Workspace workspace) {
    return embeddings.pending(workspace, embedder.fingerprint());
  }

  /// Embeds what is missing everywhere.
  public long embed(Workspace workspace, LongConsumer progress) {
    return embed(workspace, List.of(), progress);
  }

  /// Embeds what is missing in some items.
  ///
  /// @param items none = everywhere
  /// @param progress told how many texts are done so far
  public long embed(Workspace workspace, List<ItemId> items, LongConsumer progress) {
    long done = 0;
    Optional<UUID> after = Optional.empty();
    List<Pending> next = next(workspace, after, items);
    while (!next.isEmpty()) {
      keep(workspace, next);
      done += next.size();
      progress.accept(done);
      after = Optional.of(next.getLast().hash());
      next = next(workspace, after, items);
    }
    return done;
  }

  private List<Pending> next(Workspace workspace, Optional<UUID> after, List<ItemId> items) {
    return embeddings.next(
        workspace, embedder.fingerprint(), after, items, settings.embeddingBatch());
  }

  private void keep(Workspace workspace, List<Pending> texts) {
    List<float[]> vectors = embedder.passages(texts.stream().map(Pending::text).toList());
    List<Embedded> embedded = new ArrayList<>();
    for (int i = 0; i < texts.size(); i++) {
      List<Float> vector = new ArrayList<>(embedder.dimensions());
      for (float value : vectors.get(i)) {
        vector.add(value);
      }
      embedded.add(new Embedded(texts.get(i).hash(), vector));
    }
    embeddings.keep(workspace, embedder.fingerprint(), embedded);
  }
}
