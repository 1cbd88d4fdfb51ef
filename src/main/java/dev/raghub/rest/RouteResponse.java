package dev.raghub.rest;

import dev.raghub.answer.Route;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/// How a question found its workspaces, on the wire. It names none that the caller may not enter.
///
/// @param workspaces that it went to
/// @param missed those that could not be searched in time
public record RouteResponse(
    @Schema(description = "the nearest first; none = nothing is near") List<String> workspaces,
    @Schema(description = "of all that it could go to, the nearest first") List<Route.Score> scores,
    @Schema(enumeration = {"clear", "model", "close", "nothing-near"}) String why,
    List<String> missed) {
  static RouteResponse of(Route route) {
    return new RouteResponse(
        route.workspaces(), route.scores(), route.why().label(), route.missed());
  }
}
