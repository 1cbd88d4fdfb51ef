package dev.raghub.rest;

import dev.raghub.answer.Inquiry;
import dev.raghub.context.ContextPacker;
import dev.raghub.query.Course;
import dev.raghub.query.QueryPipeline.Retrieved;
import dev.raghub.workspace.Role;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/// Questions.
@Path("/v1")
@Tag(name = "query")
@RunOnVirtualThread
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public class QueryResource {
  private final Gate gate;
  private final Line line;
  private final ContextPacker packer;

  QueryResource(Gate gate, Line line, ContextPacker packer) {
    this.gate = gate;
    this.line = line;
    this.packer = packer;
  }

  @POST
  @Path("/query")
  @Once(value = Role.QUERY, keeps = Once.Keeps.QUOTES)
  @Operation(
      summary = "Answer a question, with citations to table, key and version",
      description =
          "Counts, sums, averages and first or last rows are computed by SQL where the mapping allows it, or declined with a reason; all else is quoted.")
  public QueryResponse query(@Nullable QuestionRequest request) {
    Destination destination = gate.destination(Role.QUERY);
    Inquiry inquiry =
        Body.required(request).toInquiry(gate.caching(), gate.requestId(), gate.key());
    Course course = line.course(destination, inquiry);
    return QueryResponse.of(line.answer(course, inquiry, piece -> {}), inquiry.question());
  }

  @POST
  @Path("/retrieve")
  @Operation(summary = "Find passages; no model is asked")
  public RetrieveResponse retrieve(
      @QueryParam("explain") @DefaultValue("false") boolean explain,
      @Nullable RetrieveRequest request) {
    Destination destination = gate.destination(Role.QUERY);
    RetrieveRequest asked = Body.required(request);
    boolean explained = explain || asked.explain().orElse(false);
    Retrieved retrieved =
        line.retrieve(destination, asked.toQuestion(explained), asked.toLimits(packer));
    retrieved.block().ifPresent(block -> gate.charge(block.tokens()));
    return RetrieveResponse.of(retrieved, explained);
  }
}
