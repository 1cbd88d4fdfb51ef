package dev.raghub.corpus;

/// An item: a row or a pushed document, by source and key. The same number is its entity's id in
/// the graph.
public record ItemId(long value) implements Comparable<ItemId> {
  public static ItemId of(String source, String key) {
    return new ItemId(StableHash.id("item", source, key));
  }

  @Override
  public int compareTo(ItemId other) {
    return Long.compare(value, other.value);
  }
}
