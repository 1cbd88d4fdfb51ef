package dev.raghub.graph;

import dev.raghub.corpus.ItemId;

/// What a person calls an entity by.
public sealed interface EntityAddress {
  /// A row or document, by its key.
  record Row(String source, String key) implements EntityAddress {
    @Override
    public EntityId id() {
      return EntityId.ofRow(ItemId.of(source, key));
    }
  }

  /// A name.
  ///
  /// @param key normalised
  record Name(String key) implements EntityAddress {
    @Override
    public EntityId id() {
      return EntityId.ofName(key);
    }

    /// None.
    @Override
    public String source() {
      return "";
    }
  }

  EntityId id();

  /// The row's source; empty for a name.
  String source();

  /// The row's key, or the name.
  String key();

  /// The address that has this source and key.
  static EntityAddress of(String source, String key) {
    return source.isEmpty() ? new Name(key) : new Row(source, key);
  }
}
