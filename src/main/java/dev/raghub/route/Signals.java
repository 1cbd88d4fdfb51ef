package dev.raghub.route;

import dev.raghub.index.ScoredChunk;
import dev.raghub.workspace.Workspace;
import java.util.List;

/// What a workspace's own indexes say to a question.
///
/// @param words best passages by BM25, with weights counted over all candidates together; vouched =
///   their share of the question
/// @param meanings best passages by cosine; none where it has no vectors
/// @param centroid cosine of the question and the nearest centroid; NaN where there is none
/// @param names how many entities the question names that it knows
record Signals(
    Workspace workspace,
    List<ScoredChunk> words,
    List<ScoredChunk> meanings,
    double centroid,
    int names) {
  Signals {
    words = List.copyOf(words);
    meanings = List.copyOf(meanings);
  }
}
