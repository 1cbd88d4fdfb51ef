package dev.raghub.inspect;

import java.util.Optional;
import java.util.Set;

/// What entities are looked for.
///
/// @param text of the title or name, in any case; empty = all
/// @param match how it is compared
/// @param types of rows, or `name`; empty = all
public record EntitySearch(Optional<String> text, Match match, Set<String> types) {
  public EntitySearch {
    types = Set.copyOf(types);
  }

  /// How a text is compared.
  public enum Match {
    EXACT,
    PREFIX,
    CONTAINS
  }
}
