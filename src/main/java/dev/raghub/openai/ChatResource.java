package dev.raghub.openai;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.raghub.answer.Caching;
import dev.raghub.answer.Inquiry;
import dev.raghub.answer.Question;
import dev.raghub.answer.Tier;
import dev.raghub.openai.ChatResponse.Head;
import dev.raghub.query.Course;
import dev.raghub.rest.Body;
import dev.raghub.rest.Destination;
import dev.raghub.rest.Gate;
import dev.raghub.rest.Line;
import dev.raghub.rest.Once;
import dev.raghub.rest.Problems;
import dev.raghub.workspace.Role;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/// Conversations.
@Path("/v1/chat/completions")
@Tag(name = "openai")
@RunOnVirtualThread
@Consumes(MediaType.APPLICATION_JSON)
public class ChatResource {
  private final Gate gate;
  private final Catalogue catalogue;
  private final Line line;
  private final Problems problems;
  private final ObjectMapper json;
  private final Clock clock;

  ChatResource(
      Gate gate,
      Catalogue catalogue,
      Line line,
      Problems problems,
      ObjectMapper json,
      Clock clock) {
    this.gate = gate;
    this.catalogue = catalogue;
    this.line = line;
    this.problems = problems;
    this.json = json;
    this.clock = clock;
  }

  @POST
  @Once(value = Role.QUERY, keeps = Once.Keeps.QUOTES, streams = "stream")
  @Produces(MediaType.WILDCARD)
  @Operation(
      summary = "Answer the last question of a conversation, in OpenAI's form",
      description =
          "With stream: true as server-sent events. Sampling settings and system messages have no influence; tools, images and n > 1 are refused. Citations stand below the text and, with all else, in the field raghub.")
  @APIResponse(
      responseCode = "200",
      description = "the answer",
      content = {
        @Content(
            mediaType = MediaType.APPLICATION_JSON,
            schema = @Schema(implementation = ChatResponse.class)),
        @Content(
            mediaType = MediaType.SERVER_SENT_EVENTS,
            schema = @Schema(implementation = String.class))
      })
  public Response complete(@Nullable ChatRequest request) {
    Destination destination = gate.destination(Role.QUERY);
    ChatRequest asked = Body.required(request);
    String model = Body.line("model", asked.model(), ChatRequest.MAX_MODEL);
    Inquiry inquiry = inquiry(destination, model, asked.userTexts());
    Course course = line.course(destination, inquiry);
    Head head = new Head("chatcmpl-" + gate.requestId(), clock.instant().getEpochSecond(), model);
    if (asked.isStreamed()) {
      StreamingOutput body =
          out -> stream(course, inquiry, new ChatStream(out, json, head), asked.wantsUsage());
      return Response.ok(body, MediaType.SERVER_SENT_EVENTS)
          .header("Cache-Control", "no-cache")
          .build();
    }
    return Response.ok(
            ChatResponse.of(head, inquiry.question(), line.answer(course, inquiry, piece -> {})),
            MediaType.APPLICATION_JSON)
        .build();
  }

  private Inquiry inquiry(Destination destination, String model, List<String> texts) {
    Question question = new Question(Conversation.question(texts), Question.DEFAULT_LIMIT);
    return new Inquiry(
        question, tier(destination, model), caching(question, texts), gate.requestId(), gate.key());
  }

  /// Where the question is still to find its workspace, only names that no workspace has are
  /// refused: whether it allows that tier is found out when it answers.
  private Optional<Tier> tier(Destination destination, String model) {
    return switch (destination) {
      case Destination.One(var workspace) -> catalogue.tier(workspace, model);
      case Destination.Any _ -> catalogue.tier(model);
    };
  }

  /// What was put together from a conversation is its own: it is neither kept nor served.
  private Caching caching(Question question, List<String> texts) {
    return question.text().equals(texts.getLast().strip()) ? gate.caching() : Caching.BYPASS;
  }

  private void stream(Course course, Inquiry inquiry, ChatStream stream, boolean withUsage) {
    try {
      stream.finish(inquiry.question(), line.answer(course, inquiry, stream::piece), withUsage);
    } catch (RuntimeException failure) {
      if (!stream.isBegun()) {
        throw failure;
      }
      stream.fail(problems.toResponse(failure).getEntity());
    }
  }
}
