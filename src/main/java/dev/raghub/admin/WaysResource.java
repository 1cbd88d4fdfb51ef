package dev.raghub.admin;

import dev.raghub.admin.EntityResponse.FoundResponse;
import dev.raghub.corpus.CitedChunk;
import dev.raghub.graph.GraphSnapshot;
import dev.raghub.inspect.InspectedGraphs;
import dev.raghub.inspect.Neighbours;
import dev.raghub.rest.Gate;
import dev.raghub.workspace.Role;
import dev.raghub.workspace.Workspace;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/// Ways through a workspace's graph.
@Path("/v1/admin/graph")
@Tag(name = "admin")
@RunOnVirtualThread
@Produces(MediaType.APPLICATION_JSON)
public class WaysResource {
  private static final int MAX_DEPTH = 6;

  private final Gate gate;
  private final InspectedGraphs graphs;
  private final Neighbours neighbours;

  WaysResource(Gate gate, InspectedGraphs graphs, Neighbours neighbours) {
    this.gate = gate;
    this.graphs = graphs;
    this.neighbours = neighbours;
  }

  /// A passage of a row.
  ///
  /// @param passage place in the row, from 0
  public record PassageResponse(String source, String key, int passage) {
    static PassageResponse of(CitedChunk chunk) {
      return new PassageResponse(chunk.source(), chunk.key(), chunk.chunk().ordinal());
    }
  }

  /// @param over a passage that mentions both it and an entity one step nearer
  public record NeighbourResponse(
      FoundResponse entity, int distance, Optional<PassageResponse> over) {}

  /// A page of neighbours, nearest first.
  ///
  /// @param complete whether nothing was left out for being too much
  public record NeighboursResponse(
      List<NeighbourResponse> neighbours, Optional<String> next, boolean complete) {}

  @GET
  @Path("/neighbours")
  @Operation(summary = "What lies around an entity, nearest first, with a passage that leads there")
  public NeighboursResponse neighbours(
      @BeanParam Addressed addressed,
      @QueryParam("depth") @DefaultValue("1") int depth,
      @QueryParam("type") List<String> types,
      @QueryParam("limit") @DefaultValue("100") int limit,
      @QueryParam("cursor") Optional<String> cursor) {
    Workspace workspace = gate.workspace(Role.ADMIN);
    Parameters.bounded("depth", depth, MAX_DEPTH);
    GraphSnapshot graph = graphs.of(workspace);
    int entity = InspectedGraphs.entity(graph, "the entity", addressed.address());
    Neighbours.Page page =
        neighbours.of(
            workspace,
            graph,
            new Neighbours.Wanted(entity, depth, Parameters.types(types)),
            Parameters.limit(limit),
            cursor);
    return new NeighboursResponse(
        page.neighbours()
            .map(
                found ->
                    new NeighbourResponse(
                        FoundResponse.of(found.entity()),
                        found.distance(),
                        found.over().map(PassageResponse::of)))
            .items(),
        page.neighbours().next(),
        page.complete());
  }
}
