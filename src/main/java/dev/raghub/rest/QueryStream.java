package dev.raghub.rest;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.raghub.answer.Answer;
import dev.raghub.answer.Inquiry;
import dev.raghub.fault.ErrorCode;
import dev.raghub.fault.RaghubException;
import dev.raghub.query.Course;
import dev.raghub.workspace.Role;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/// Answers as they are written, as server-sent events: `piece` with a model's text as it arrives,
/// then `answer`, which is what counts, then `receipt`. Where it fails after it has begun, `error`
/// with a problem is the last event. Pieces come only from the tier that nothing can follow; an
/// answer that is quoted or computed comes whole.
///
/// The events are written by hand: the framework's sink ends the request's scope when it is closed,
/// and then fails in its own next step, which it logs with a stack trace for every stream.
@Path("/v1/query/stream")
@Tag(name = "query")
@RunOnVirtualThread
@Consumes(MediaType.APPLICATION_JSON)
public class QueryStream {
  private final Gate gate;
  private final Line line;
  private final Problems problems;
  private final ObjectMapper json;

  QueryStream(Gate gate, Line line, Problems problems, ObjectMapper json) {
    this.gate = gate;
    this.line = line;
    this.problems = problems;
    this.json = json;
  }

  /// A piece of an answer.
  public record Piece(String text) {}

  @POST
  @Once(value = Role.QUERY, keeps = Once.Keeps.QUOTES, streams = "*")
  @Produces(MediaType.SERVER_SENT_EVENTS)
  @Operation(summary = "Answer a question as server-sent events: pieces, the answer, the receipt")
  @APIResponse(
      responseCode = "200",
      description = "the events",
      content =
          @Content(
              mediaType = MediaType.SERVER_SENT_EVENTS,
              schema = @Schema(implementation = String.class)))
  public Response query(@Nullable QuestionRequest request) {
    Destination destination = gate.destination(Role.QUERY);
    Inquiry inquiry =
        Body.required(request).toInquiry(gate.caching(), gate.requestId(), gate.key());
    Course course = line.course(destination, inquiry);
    StreamingOutput body = out -> answer(course, inquiry, new Events(out, json));
    return Response.ok(body, MediaType.SERVER_SENT_EVENTS)
        .header("Cache-Control", "no-cache")
        .build();
  }

  private void answer(Course course, Inquiry inquiry, Events events) {
    try {
      Answer answer = line.answer(course, inquiry, piece -> events.send("piece", new Piece(piece)));
      events.send("answer", QueryResponse.of(answer, inquiry.question()));
      events.send("receipt", answer.receipt());
    } catch (RuntimeException failure) {
      if (!events.begun) {
        throw failure;
      }
      events.last("error", problems.toResponse(failure).getEntity());
    }
  }

  /// Sends one event after the other.
  private static final class Events {
    private final OutputStream out;
    private final ObjectMapper json;
    private boolean begun;

    private Events(OutputStream out, ObjectMapper json) {
      this.out = out;
      this.json = json;
    }

    /// A listener who has gone is an error: whoever writes the answer may stop.
    private void send(String name, Object data) {
      begun = true;
      try {
        sent(name, data);
      } catch (IOException | IllegalStateException gone) {
        throw new RaghubException(
            ErrorCode.INVALID_REQUEST, "the connection broke before the answer was whole", gone);
      }
    }

    private void last(String name, Object data) {
      try {
        sent(name, data);
      } catch (IOException | IllegalStateException gone) {
        // Nobody is left to be told.
      }
    }

    private void sent(String name, Object data) throws IOException {
      String event = "event:" + name + "\ndata:" + json.writeValueAsString(data) + "\n\n";
      out.write(event.getBytes(StandardCharsets.UTF_8));
      out.flush();
    }
  }
}
