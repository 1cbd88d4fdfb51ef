package dev.raghub.corpus;

import java.util.List;
import java.util.Optional;

/// What projections need of an item that changed.
///
/// @param item empty = deleted
public record ItemState(ItemId id, Optional<Item> item, List<EmbeddedChunk> chunks) {
  public ItemState {
    chunks = List.copyOf(chunks);
  }

  /// A chunk with its vector, where it has one from the embedder in use.
  public record EmbeddedChunk(Chunk chunk, Optional<float[]> vector) {}
}
