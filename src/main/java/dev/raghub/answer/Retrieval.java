package dev.raghub.answer;

import dev.raghub.analysis.QuestionTerms;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What was found.
///
/// @param passages best first
/// @param missed legs that did not contribute
/// @param changesBehind how many changes the index had not seen; 0 = it was up to date
/// @param vector of the question, where the dense leg brought one
/// @param terms the question's terms with their weights, to which the masks of sentences refer
public record Retrieval(
    List<Passage> passages,
    List<MissedLeg> missed,
    long changesBehind,
    Optional<QuestionVector> vector,
    QuestionTerms terms) {
  /// Of a search that nobody made.
  public static final Retrieval NONE =
      new Retrieval(List.of(), List.of(), 0, Optional.empty(), QuestionTerms.of(Map.of()));

  public Retrieval {
    passages = List.copyOf(passages);
    missed = List.copyOf(missed);
  }

  /// The first passages only.
  public Retrieval limitedTo(int limit) {
    return new Retrieval(
        passages.subList(0, Math.min(limit, passages.size())),
        missed,
        changesBehind,
        vector,
        terms);
  }
}
