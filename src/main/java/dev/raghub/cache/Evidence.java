package dev.raghub.cache;

import dev.raghub.answer.Answer;
import dev.raghub.answer.Citation;
import dev.raghub.answer.Passage;
import dev.raghub.answer.Retrieval;
import dev.raghub.corpus.ItemId;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// The passages that an answer was made from, best first, with the versions that their rows had.
///
/// @param decisive how many of them count at least a quarter of the best one: what lies below is
///   there because something has to be, and changes with every other row
record Evidence(List<Piece> pieces, int decisive) {
  /// How many passages are evidence: more than decide, since another wording shifts them a little.
  static final int DEPTH = 20;

  /// How many may decide.
  private static final int DECISIVE_DEPTH = 8;

  private static final double DECISIVE_SHARE = 0.25;

  Evidence {
    pieces = List.copyOf(pieces);
  }

  /// @param chunk of the item, from 0
  record Piece(String source, String key, int chunk, long version) {
    ItemId item() {
      return ItemId.of(source, key);
    }

    private boolean states(Citation citation) {
      return source.equals(citation.source())
          && key.equals(citation.key())
          && version == citation.version();
    }
  }

  static Evidence of(Retrieval retrieval) {
    List<Passage> passages = retrieval.passages().stream().limit(DEPTH).toList();
    double least = passages.stream().mapToDouble(Passage::score).max().orElse(0) * DECISIVE_SHARE;
    long decisive =
        passages.stream()
            .limit(DECISIVE_DEPTH)
            .takeWhile(passage -> passage.score() >= least)
            .count();
    return new Evidence(passages.stream().map(Evidence::piece).toList(), (int) decisive);
  }

  /// Whether an answer made from this evidence also answers a question with that evidence: what
  /// decides there is all here in the same version, and some of it is cited.
  boolean answers(Evidence asked, Answer answer) {
    return asked.decisive > 0
        && pieces.containsAll(asked.decisivePieces())
        && answer.citations().stream()
            .anyMatch(
                citation ->
                    asked.decisivePieces().stream().anyMatch(piece -> piece.states(citation)));
  }

  /// Whether the same question would be answered from this again: what decides now did, and what
  /// decided still does.
  boolean holds(Evidence now) {
    return pieces.containsAll(now.decisivePieces()) && now.pieces.containsAll(decisivePieces());
  }

  private List<Piece> decisivePieces() {
    return pieces.subList(0, decisive);
  }

  /// Whether the row that is cited is among these, in the version that is cited.
  boolean has(Citation citation) {
    return pieces.stream().anyMatch(piece -> piece.states(citation));
  }

  /// The rows without which it would be another answer.
  Set<ItemId> decisiveItems() {
    return decisivePieces().stream().map(Piece::item).collect(Collectors.toSet());
  }

  private static Piece piece(Passage passage) {
    Citation citation = passage.citation();
    return new Piece(citation.source(), citation.key(), passage.chunk(), citation.version());
  }
}
