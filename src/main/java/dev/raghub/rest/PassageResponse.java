package dev.raghub.rest;

import dev.raghub.answer.Citation;
import dev.raghub.answer.Explanation;
import dev.raghub.answer.Leg;
import dev.raghub.answer.Passage;
import java.util.List;
import java.util.Optional;

/// A passage on the wire.
///
/// @param legs only where explained
/// @param explanation only where explained and ranked over the graph
public record PassageResponse(
    int rank,
    double score,
    Citation citation,
    int chunk,
    String text,
    Optional<List<Leg>> legs,
    Optional<Explanation> explanation) {

  static List<PassageResponse> of(List<Passage> passages, boolean explained) {
    return passages.stream()
        .map(
            passage ->
                new PassageResponse(
                    passage.rank(),
                    passage.score(),
                    passage.citation(),
                    passage.chunk(),
                    passage.text(),
                    explained ? Optional.of(passage.legs()) : Optional.empty(),
                    passage.explanation()))
        .toList();
  }
}
