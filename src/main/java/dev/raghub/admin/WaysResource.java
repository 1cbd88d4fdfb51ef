package dev.raghub.admin;

import dev.raghub.admin.EntityResponse.FoundResponse;
import dev.raghub.corpus.CitedChunk;
import dev.raghub.graph.GraphSnapshot;
import dev.raghub.inspect.InspectedGraphs;
import dev.raghub.inspect.Listed;
import dev.raghub.inspect.Neighbours;
import dev.raghub.inspect.WaysBetween;
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
import java.util.Map;
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
  private static final int MAX_STEPS = 8;
  private static final int MAX_WAYS = 20;

  private final Gate gate;
  private final InspectedGraphs graphs;
  private final Neighbours neighbours;
  private final WaysBetween ways;
  private final SourceTables tables;

  WaysResource(
      Gate gate,
      InspectedGraphs graphs,
      Neighbours neighbours,
      WaysBetween ways,
      SourceTables tables) {
    this.gate = gate;
    this.graphs = graphs;
    this.neighbours = neighbours;
    this.ways = ways;
    this.tables = tables;
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

  /// A way, from one end to the other.
  public record WayResponse(List<StepResponse> steps) {}

  /// @param over the passage that joins them, and why
  public record StepResponse(
      FoundResponse from, FoundResponse to, Optional<ProvenanceResponse> over) {}

  /// @param complete whether there are no others that are as short
  public record WaysResponse(List<WayResponse> paths, boolean complete) {}

  /// Passages that speak of both ends.
  public record ProvenancesResponse(List<ProvenanceResponse> provenance, Optional<String> next) {}

  @GET
  @Path("/paths")
  @Operation(summary = "The shortest ways between two entities, each step down to row and sentence")
  public WaysResponse paths(
      @BeanParam Ended ended,
      @QueryParam("k") @DefaultValue("1") int count,
      @QueryParam("steps") @DefaultValue("4") int steps,
      @QueryParam("hidden") @DefaultValue("false") String hidden) {
    Workspace workspace = gate.workspace(Role.ADMIN);
    Parameters.bounded("k", count, MAX_WAYS);
    Parameters.bounded("steps", steps, MAX_STEPS);
    GraphSnapshot graph = graphs.of(workspace, Parameters.flag("hidden", hidden));
    WaysBetween.Found found = ways.ways(workspace, graph, ended.in(graph), steps, count);
    Map<String, String> known = tables.of(workspace);
    return new WaysResponse(
        found.ways().stream()
            .map(
                way ->
                    new WayResponse(
                        way.stream()
                            .map(
                                step ->
                                    new StepResponse(
                                        FoundResponse.of(step.from()),
                                        FoundResponse.of(step.to()),
                                        step.rests()
                                            .map(each -> ProvenanceResponse.of(each, known))))
                            .toList()))
            .toList(),
        found.complete());
  }

  @GET
  @Path("/provenance")
  @Operation(summary = "What joins two entities: the rows and sentences that speak of both")
  public ProvenancesResponse provenance(
      @BeanParam Ended ended,
      @QueryParam("hidden") @DefaultValue("false") String hidden,
      @QueryParam("limit") @DefaultValue("100") int limit,
      @QueryParam("cursor") Optional<String> cursor) {
    Workspace workspace = gate.workspace(Role.ADMIN);
    int listed = Parameters.limit(limit);
    GraphSnapshot graph = graphs.of(workspace, Parameters.flag("hidden", hidden));
    Map<String, String> known = tables.of(workspace);
    Listed<ProvenanceResponse> page =
        ways.joining(workspace, graph, ended.in(graph), listed, cursor)
            .map(each -> ProvenanceResponse.of(each, known));
    return new ProvenancesResponse(page.items(), page.next());
  }

  @GET
  @Path("/neighbours")
  @Operation(summary = "What lies around an entity, nearest first, with a passage that leads there")
  public NeighboursResponse neighbours(
      @BeanParam Addressed addressed,
      @QueryParam("depth") @DefaultValue("1") int depth,
      @QueryParam("type") List<String> types,
      @QueryParam("hidden") @DefaultValue("false") String hidden,
      @BeanParam Paging paging) {
    Workspace workspace = gate.workspace(Role.ADMIN);
    Parameters.bounded("depth", depth, MAX_DEPTH);
    GraphSnapshot graph = graphs.of(workspace, Parameters.flag("hidden", hidden));
    int entity = InspectedGraphs.entity(graph, "the entity", addressed.address());
    Neighbours.Page page =
        neighbours.of(
            workspace,
            graph,
            new Neighbours.Wanted(entity, depth, Parameters.types(types)),
            paging.entries(),
            paging.cursor());
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
