package dev.raghub.corpus;

import java.time.Instant;

/// A chunk with what a citation says of its item.
public record CitedChunk(
    String source,
    String key,
    String type,
    String title,
    long version,
    Instant changedAt,
    Chunk chunk) {

  /// The item for people: `table:key`.
  public String label() {
    return source + ":" + key;
  }
}
