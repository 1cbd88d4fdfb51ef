package dev.raghub.admin;

import dev.raghub.fault.ErrorCode;
import dev.raghub.fault.RaghubException;
import dev.raghub.graph.GraphSnapshot;
import dev.raghub.inspect.InspectedGraphs;
import dev.raghub.inspect.WaysBetween.Ends;
import jakarta.ws.rs.QueryParam;
import java.util.Optional;

/// Two entities as query parameters name them.
public record Ended(
    @QueryParam("fromName") Optional<String> fromName,
    @QueryParam("fromSource") Optional<String> fromSource,
    @QueryParam("fromKey") Optional<String> fromKey,
    @QueryParam("toName") Optional<String> toName,
    @QueryParam("toSource") Optional<String> toSource,
    @QueryParam("toKey") Optional<String> toKey) {

  /// Their numbers in a graph.
  Ends in(GraphSnapshot graph) {
    AddressRequest from = new AddressRequest(fromName, fromSource, fromKey);
    AddressRequest to = new AddressRequest(toName, toSource, toKey);
    Ends ends =
        new Ends(
            InspectedGraphs.entity(graph, "'from'", from.address("from")),
            InspectedGraphs.entity(graph, "'to'", to.address("to")));
    if (ends.from() == ends.to()) {
      throw new RaghubException(
          ErrorCode.INVALID_REQUEST, "'from' and 'to' are one entity; expected two");
    }
    return ends;
  }
}
