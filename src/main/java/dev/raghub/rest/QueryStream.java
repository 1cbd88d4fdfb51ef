package dev.raghub.rest;

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
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.Sse;
import jakarta.ws.rs.sse.SseEventSink;
import java.util.concurrent.CompletionException;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/// Answers as they are written, as server-sent events: `piece` with a model's text as it arrives,
/// then `answer`, which is what counts, then `receipt`. Where it fails after it has begun, `error`
/// with a problem is the last event. Pieces come only from the tier that nothing can follow; an
/// answer that is quoted or computed comes whole.
@Path("/v1/query/stream")
@Tag(name = "query")
@RunOnVirtualThread
@Consumes(MediaType.APPLICATION_JSON)
public class QueryStream {
  private final Gate gate;
  private final Line line;
  private final Problems problems;

  QueryStream(Gate gate, Line line, Problems problems) {
    this.gate = gate;
    this.line = line;
    this.problems = problems;
  }

  /// A piece of an answer.
  public record Piece(String text) {}

  @POST
  @Once(value = Role.QUERY, keeps = Once.Keeps.QUOTES, streams = "*")
  @Produces(MediaType.SERVER_SENT_EVENTS)
  @Operation(summary = "Answer a question as server-sent events: pieces, the answer, the receipt")
  public void query(
      @Nullable QuestionRequest request, @Context SseEventSink sink, @Context Sse sse) {
    Destination destination = gate.destination(Role.QUERY);
    Inquiry inquiry =
        Body.required(request).toInquiry(gate.caching(), gate.requestId(), gate.key());
    Course course = line.course(destination, inquiry);
    gate.echo();
    Events events = new Events(sink, sse);
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
    sink.close();
  }

  /// Sends one event after the other.
  private static final class Events {
    private final SseEventSink sink;
    private final Sse sse;
    private boolean begun;

    private Events(SseEventSink sink, Sse sse) {
      this.sink = sink;
      this.sse = sse;
    }

    /// A listener who has gone is an error: whoever writes the answer may stop.
    private void send(String name, Object data) {
      begun = true;
      try {
        sent(name, data);
      } catch (CompletionException | IllegalStateException gone) {
        throw new RaghubException(
            ErrorCode.INVALID_REQUEST, "the connection broke before the answer was whole", gone);
      }
    }

    private void last(String name, Object data) {
      if (!sink.isClosed()) {
        try {
          sent(name, data);
        } catch (CompletionException | IllegalStateException gone) {
          // Nobody is left to be told.
        }
      }
    }

    private void sent(String name, Object data) {
      sink.send(
              sse.newEventBuilder()
                  .name(name)
                  .mediaType(MediaType.APPLICATION_JSON_TYPE)
                  .data(data)
                  .build())
          .toCompletableFuture()
          .join();
    }
  }
}
