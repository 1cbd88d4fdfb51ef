package dev.raghub.graph;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// A passage (a chunk) with all that the graph keeps of it.
///
/// @param mentions what its sentences mention and what it is itself called, in any order
/// @param terms its heading's terms, then each sentence's; see [dev.raghub.corpus.ChunkTerms]
/// @param fields for each of these which field it is; empty where none is
record GraphPassage(
    long chunk,
    long item,
    List<Incidence> mentions,
    List<char[]> terms,
    List<Optional<FieldName>> fields) {
  /// The sentence of an incidence that means "this passage is that entity, or is called so".
  static final int OWN = -1;

  GraphPassage {
    mentions = mentions.stream().distinct().sorted().toList();
    terms = List.copyOf(terms);
    fields = List.copyOf(fields);
  }

  /// @param entity the stored id of a row or a name
  /// @param sentence place in the passage from 0, or [#OWN]
  record Incidence(long entity, int sentence) implements Comparable<Incidence> {
    private static final Comparator<Incidence> ORDER =
        Comparator.comparingLong(Incidence::entity).thenComparingInt(Incidence::sentence);

    @Override
    public int compareTo(Incidence other) {
      return ORDER.compare(this, other);
    }
  }
}
