package dev.raghub.corpus;

/// A chunk, by its item and its place in it.
public record ChunkId(long value) implements Comparable<ChunkId> {
  public static ChunkId of(ItemId item, int ordinal) {
    return new ChunkId(
        StableHash.id("chunk", Long.toString(item.value()), Integer.toString(ordinal)));
  }

  @Override
  public int compareTo(ChunkId other) {
    return Long.compare(value, other.value);
  }
}
