package dev.raghub.admin;

import dev.raghub.admin.EntityResponse.FoundResponse;
import dev.raghub.inspect.InspectedGraphs;
import dev.raghub.inspect.Listed;
import dev.raghub.inspect.Measures;
import dev.raghub.inspect.Measures.Degrees;
import dev.raghub.inspect.Measures.Measure;
import dev.raghub.rest.Body;
import dev.raghub.rest.Gate;
import dev.raghub.workspace.Role;
import dev.raghub.workspace.Workspace;
import io.smallrye.common.annotation.RunOnVirtualThread;
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

/// What is measured over a workspace's whole graph.
@Path("/v1/admin/graph")
@Tag(name = "admin")
@RunOnVirtualThread
@Produces(MediaType.APPLICATION_JSON)
public class MeasuresResource {
  private final Gate gate;
  private final InspectedGraphs graphs;
  private final Measures measures;

  MeasuresResource(Gate gate, InspectedGraphs graphs, Measures measures) {
    this.gate = gate;
    this.graphs = graphs;
    this.measures = measures;
  }

  /// @param size passages and entities
  /// @param example the one of its entities that occurs in most passages
  public record ComponentResponse(int size, int entities, FoundResponse example) {}

  /// Parts, largest first.
  public record ComponentsResponse(List<ComponentResponse> components, Optional<String> next) {}

  /// @param degree passages that it occurs in
  public record ScoredResponse(FoundResponse entity, int degree, double score) {}

  /// The most central first.
  ///
  /// @param complete whether the scores are exact; else estimated from a sample
  public record CentralityResponse(
      List<ScoredResponse> entities, Optional<String> next, boolean complete) {}

  @GET
  @Path("/components")
  @Operation(summary = "The parts of the graph between which no edge leads, largest first")
  public ComponentsResponse components(
      @QueryParam("limit") @DefaultValue("100") int limit,
      @QueryParam("cursor") Optional<String> cursor) {
    Workspace workspace = gate.workspace(Role.ADMIN);
    Listed<ComponentResponse> page =
        measures
            .components(workspace, graphs.of(workspace), Parameters.limit(limit), cursor)
            .map(
                part ->
                    new ComponentResponse(
                        part.size(), part.entities(), FoundResponse.of(part.example())));
    return new ComponentsResponse(page.items(), page.next());
  }

  @GET
  @Path("/degrees")
  @Operation(summary = "In how many passages entities occur")
  public Degrees degrees() {
    return Measures.degrees(graphs.of(gate.workspace(Role.ADMIN)));
  }

  @GET
  @Path("/centrality")
  @Operation(summary = "The most central entities by degree, pagerank or sampled betweenness")
  public CentralityResponse centrality(
      @QueryParam("measure") @DefaultValue("pagerank") String measure,
      @QueryParam("limit") @DefaultValue("100") int limit,
      @QueryParam("cursor") Optional<String> cursor) {
    Workspace workspace = gate.workspace(Role.ADMIN);
    Measure wanted = Body.choice("measure", Measure.class, measure);
    Parameters.limit(limit);
    Measures.Central central =
        measures.central(workspace, graphs.of(workspace), wanted, limit, cursor);
    Listed<ScoredResponse> page =
        central
            .entities()
            .map(
                each ->
                    new ScoredResponse(
                        FoundResponse.of(each.entity()), each.degree(), each.score()));
    return new CentralityResponse(page.items(), page.next(), central.complete());
  }
}
