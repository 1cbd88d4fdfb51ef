package dev.raghub.answer;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// A retrieved chunk.
///
/// @param rank from 1
/// @param score what it was ranked by; comparable within one answer only
/// @param terms which of the question's terms it has, title and key included; see [Retrieval#terms]
/// @param sentences its text, a sentence or field line each
/// @param legs how the search's legs saw it
/// @param explanation why it stands here, where that was asked
public record Passage(
    int rank,
    double score,
    Citation citation,
    int chunk,
    long terms,
    List<PassageSentence> sentences,
    List<Leg> legs,
    Optional<Explanation> explanation) {
  public Passage {
    sentences = List.copyOf(sentences);
    legs = List.copyOf(legs);
  }

  /// Its sentences, a line each.
  public String text() {
    return sentences.stream().map(PassageSentence::text).collect(Collectors.joining("\n"));
  }
}
