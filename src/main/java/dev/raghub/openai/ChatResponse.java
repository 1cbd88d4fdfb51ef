package dev.raghub.openai;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import dev.raghub.answer.Answer;
import dev.raghub.answer.ModelCall;
import dev.raghub.answer.Question;
import dev.raghub.rest.QueryResponse;
import dev.raghub.rest.Sources;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// An answer in OpenAI's form.
///
/// @param raghub what only raghub knows
@JsonNaming(SnakeCaseStrategy.class)
public record ChatResponse(
    String id,
    String object,
    long created,
    String model,
    List<Choice> choices,
    Usage usage,
    Grounds raghub) {

  /// The one answer.
  @JsonInclude(Include.ALWAYS)
  @JsonNaming(SnakeCaseStrategy.class)
  public record Choice(
      int index,
      Message message,
      @Schema(implementation = Object.class) @Nullable Object logprobs,
      String finishReason) {}

  /// What it says.
  @JsonInclude(Include.ALWAYS)
  public record Message(String role, String content, @Nullable String refusal) {}

  /// Tokens that language models read and wrote for this answer, all calls together; 0 where none
  /// was asked.
  @JsonNaming(SnakeCaseStrategy.class)
  public record Usage(long promptTokens, long completionTokens, long totalTokens) {
    static Usage of(List<ModelCall> calls) {
      long prompt = calls.stream().mapToLong(ModelCall::promptTokens).sum();
      long completion = calls.stream().mapToLong(ModelCall::completionTokens).sum();
      return new Usage(prompt, completion, prompt + completion);
    }
  }

  /// What an answer stands on.
  ///
  /// @param question as it was asked, once the conversation was made self-contained
  /// @param answer as `POST /v1/query` gives it
  public record Grounds(String question, QueryResponse answer) {
    static Grounds of(Question question, Answer answer) {
      return new Grounds(question.text(), QueryResponse.of(answer, question));
    }
  }

  static ChatResponse of(Head head, Question question, Answer answer) {
    Message message = new Message("assistant", answer.text() + Sources.below(answer), null);
    return new ChatResponse(
        head.id(),
        "chat.completion",
        head.created(),
        head.model(),
        List.of(new Choice(0, message, null, "stop")),
        Usage.of(answer.receipt().calls()),
        Grounds.of(question, answer));
  }

  /// What stands above an answer and each of its pieces.
  ///
  /// @param created in seconds of the epoch
  record Head(String id, long created, String model) {}
}
