package dev.raghub.graph;

import dev.raghub.corpus.ItemId;
import dev.raghub.corpus.StableHash;

/// A node of the graph: a row, under its item's number, or a name.
public record EntityId(long value) implements Comparable<EntityId> {
  public static EntityId ofRow(ItemId item) {
    return new EntityId(item.value());
  }

  /// The node of a name.
  ///
  /// @param name normalised
  public static EntityId ofName(String name) {
    return new EntityId(StableHash.id("name", name));
  }

  @Override
  public int compareTo(EntityId other) {
    return Long.compare(value, other.value);
  }
}
