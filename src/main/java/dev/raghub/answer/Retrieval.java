package dev.raghub.answer;

import java.util.List;

/// What was found.
///
/// @param passages best first
/// @param missed legs that did not contribute
/// @param changesBehind how many changes the index had not seen; 0 = it was up to date
public record Retrieval(List<Passage> passages, List<MissedLeg> missed, long changesBehind) {
  public Retrieval {
    passages = List.copyOf(passages);
    missed = List.copyOf(missed);
  }
}
