package dev.raghub.rest;

import dev.raghub.answer.Block;
import dev.raghub.answer.MissedLeg;
import dev.raghub.answer.Retrieval;
import dev.raghub.query.QueryPipeline.Retrieved;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/// Passages on the wire.
///
/// @param block only where a ceiling was given
public record RetrieveResponse(
    List<PassageResponse> passages,
    Optional<Block> block,
    List<MissedLeg> missedLegs,
    long changesBehind,
    @Schema(description = "where X-Workspace left the choice: how the question was routed")
        Optional<RouteResponse> route) {

  public static RetrieveResponse of(Retrieved found, boolean explained) {
    Retrieval retrieval = found.retrieval();
    return new RetrieveResponse(
        PassageResponse.of(retrieval.passages(), explained),
        found.block(),
        retrieval.missed(),
        retrieval.changesBehind(),
        found.route().map(RouteResponse::of));
  }
}
