package dev.raghub.resolve;

import java.util.Collections;
import java.util.Set;

/// A name of a workspace with what tells it from others.
///
/// @param root the entity that it is; names that were merged have one
/// @param name normalised
/// @param types of the rows that bear it; none where only texts say it
/// @param sources of the same
record KnownName(long root, String name, Set<String> types, Set<String> sources) {
  KnownName {
    types = Set.copyOf(types);
    sources = Set.copyOf(sources);
  }

  /// Whether both can be one thing. Rows of one source that differ in key are two, and one row that
  /// bears both has joined them already.
  boolean maybe(KnownName other) {
    return root != other.root
        && Collections.disjoint(sources, other.sources)
        && (types.isEmpty() || other.types.isEmpty() || !Collections.disjoint(types, other.types));
  }
}
