package dev.raghub.rest;

import dev.raghub.answer.MissedLeg;
import dev.raghub.answer.Retrieval;
import java.util.List;

/// Passages on the wire.
public record RetrieveResponse(
    List<PassageResponse> passages, List<MissedLeg> missedLegs, long changesBehind) {

  static RetrieveResponse of(Retrieval retrieval, boolean explained) {
    return new RetrieveResponse(
        PassageResponse.of(retrieval.passages(), explained),
        retrieval.missed(),
        retrieval.changesBehind());
  }
}
