package dev.raghub.rest;

import dev.raghub.answer.Block;
import dev.raghub.answer.MissedLeg;
import dev.raghub.answer.Retrieval;
import java.util.List;
import java.util.Optional;

/// Passages on the wire.
///
/// @param block only where a ceiling was given
public record RetrieveResponse(
    List<PassageResponse> passages,
    Optional<Block> block,
    List<MissedLeg> missedLegs,
    long changesBehind) {

  public static RetrieveResponse of(Retrieval retrieval, Optional<Block> block, boolean explained) {
    return new RetrieveResponse(
        PassageResponse.of(retrieval.passages(), explained),
        block,
        retrieval.missed(),
        retrieval.changesBehind());
  }
}
