package dev.raghub.inspect;

import dev.raghub.graph.EntityAddress;

/// An entity, as a list shows it.
///
/// @param type of the row; `name` for a name
/// @param title of the row; the name itself for a name
public record FoundEntity(EntityAddress address, String type, String title) {
  /// One that nothing is or says any more, since the graph was looked at.
  static final FoundEntity GONE = new FoundEntity(new EntityAddress.Name("gone"), "gone", "gone");
}
