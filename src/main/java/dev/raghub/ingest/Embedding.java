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

  /// Embeds what is missing: in one item, or everywhere.
  ///
  /// @param progress told how many texts are done so far
  public long embed(Workspace workspace, Optional<ItemId> item, LongConsumer progress) {
    long done = 0;
    Optional<UUID> after = Optional.empty();
    List<Pending> next = next(workspace, after, item);
    while (!next.isEmpty()) {
      keep(workspace, next);
      done += next.size();
      progress.accept(done);
      after = Optional.of(next.getLast().hash());
      next = next(workspace, after, item);
    }
    return done;
  }

  private List<Pending> next(Workspace workspace, Optional<UUID> after, Optional<ItemId> item) {
    return embeddings.next(
        workspace, embedder.fingerprint(), after, item, settings.embeddingBatch());
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
