package dev.raghub.admin;

import dev.raghub.corpus.ItemId;
import dev.raghub.fault.ErrorCode;
import dev.raghub.fault.RaghubException;
import dev.raghub.graph.EntityId;
import dev.raghub.graph.GraphExport;
import dev.raghub.graph.GraphExport.Format;
import dev.raghub.graph.GraphPart;
import dev.raghub.graph.GraphSnapshot;
import dev.raghub.graph.GraphStatistics;
import dev.raghub.graph.Graphs;
import dev.raghub.graph.SnapshotGraph;
import dev.raghub.index.Indexes;
import dev.raghub.query.QueryPipeline;
import dev.raghub.rest.Body;
import dev.raghub.rest.Gate;
import dev.raghub.rest.RetrieveRequest;
import dev.raghub.rest.RetrieveResponse;
import dev.raghub.workspace.Role;
import dev.raghub.workspace.Workspace;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/// The graph of a workspace, to be looked at.
@Path("/v1/admin/graph")
@Tag(name = "admin")
@RunOnVirtualThread
@Produces(MediaType.APPLICATION_JSON)
public class GraphResource {
  private static final int MAX_DEPTH = 6;
  private static final int DEPTH = 2;
  private static final int LIMIT = 1_000;

  private final Gate gate;
  private final Indexes indexes;
  private final Graphs graphs;
  private final GraphExport export;
  private final QueryPipeline pipeline;

  GraphResource(
      Gate gate, Indexes indexes, Graphs graphs, GraphExport export, QueryPipeline pipeline) {
    this.gate = gate;
    this.indexes = indexes;
    this.graphs = graphs;
    this.export = export;
    this.pipeline = pipeline;
  }

  @GET
  @Path("/statistics")
  @Operation(summary = "How large the graph is, how it hangs together, what it takes in memory")
  public GraphStatistics statistics() {
    return GraphStatistics.of(current(gate.workspace(Role.ADMIN)));
  }

  @POST
  @Path("/explain")
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(summary = "What a question finds, with why each passage stands where it stands")
  public RetrieveResponse explain(@Nullable RetrieveRequest request) {
    Workspace workspace = gate.workspace(Role.ADMIN);
    RetrieveRequest asked = Body.required(request);
    if (asked.packs()) {
      throw new RaghubException(
          ErrorCode.INVALID_REQUEST,
          "an explanation packs no block: leave out 'maxTokens', 'tokenizer' and 'telegraphic'");
    }
    QueryPipeline.Retrieved retrieved =
        pipeline.retrieve(workspace, asked.toQuestion(true), Optional.empty());
    return RetrieveResponse.of(retrieved, true);
  }

  @GET
  @Path("/export")
  @Produces(MediaType.WILDCARD)
  @Operation(
      summary =
          "The graph, or what lies around a row, as graphml, gexf, json or csv (an edge a line)")
  public Response export(
      @QueryParam("format") @DefaultValue("graphml") String format,
      @QueryParam("source") Optional<String> source,
      @QueryParam("key") Optional<String> key,
      @QueryParam("depth") Optional<Integer> depth,
      @QueryParam("limit") Optional<Integer> limit) {
    Workspace workspace = gate.workspace(Role.ADMIN);
    Format wanted = Body.choice("format", Format.class, format);
    if (key.isEmpty() && (source.isPresent() || depth.isPresent() || limit.isPresent())) {
      throw new RaghubException(
          ErrorCode.INVALID_REQUEST,
          "'source', 'depth' and 'limit' say what lies around a row; expected 'key' with them");
    }
    GraphSnapshot graph = current(workspace);
    GraphPart part =
        key.isEmpty()
            ? GraphPart.all(new SnapshotGraph(graph))
            : around(
                graph,
                ItemId.of(source.orElse("documents"), key.get()),
                depth.orElse(DEPTH),
                limit.orElse(LIMIT));
    StreamingOutput body =
        out -> {
          Writer writer = new OutputStreamWriter(out, StandardCharsets.UTF_8);
          export.write(workspace, part, wanted, writer);
          writer.flush();
        };
    return Response.ok(body, type(wanted)).build();
  }

  private static GraphPart around(GraphSnapshot graph, ItemId item, int depth, int limit) {
    Parameters.bounded("depth", depth, MAX_DEPTH);
    Parameters.bounded("limit", limit, GraphPart.MAX_NODES);
    int row = graph.entity(EntityId.ofRow(item));
    if (row < 0) {
      throw new RaghubException(ErrorCode.NOT_FOUND, "there is no such row or document");
    }
    SnapshotGraph view = new SnapshotGraph(graph);
    return GraphPart.around(view, view.vertex(row), depth, limit);
  }

  private GraphSnapshot current(Workspace workspace) {
    indexes.refresh(workspace);
    return graphs.of(workspace);
  }

  private static String type(Format format) {
    return switch (format) {
      case GRAPHML -> "application/graphml+xml";
      case GEXF -> "application/gexf+xml";
      case JSON -> MediaType.APPLICATION_JSON;
      case CSV -> "text/csv";
    };
  }
}
