package dev.raghub.openai;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import dev.raghub.openai.ChatResponse.Grounds;
import dev.raghub.openai.ChatResponse.Head;
import dev.raghub.openai.ChatResponse.Usage;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A piece of a streamed answer in OpenAI's form.
///
/// @param choices empty in the chunk of the usage
/// @param raghub in the last chunk of the text alone
@JsonNaming(SnakeCaseStrategy.class)
record ChatChunk(
    String id,
    String object,
    long created,
    String model,
    List<Choice> choices,
    Optional<Usage> usage,
    Optional<Grounds> raghub) {

  /// What the one answer gets.
  @JsonInclude(Include.ALWAYS)
  @JsonNaming(SnakeCaseStrategy.class)
  record Choice(int index, Delta delta, @Nullable Object logprobs, @Nullable String finishReason) {}

  /// What is added.
  @JsonInclude(Include.NON_ABSENT)
  record Delta(Optional<String> role, Optional<String> content) {}

  static ChatChunk first(Head head) {
    return of(head, new Delta(Optional.of("assistant"), Optional.of("")), null, Optional.empty());
  }

  static ChatChunk piece(Head head, String text) {
    return of(head, new Delta(Optional.empty(), Optional.of(text)), null, Optional.empty());
  }

  static ChatChunk last(Head head, Grounds grounds) {
    return of(head, new Delta(Optional.empty(), Optional.empty()), "stop", Optional.of(grounds));
  }

  static ChatChunk usage(Head head, Usage usage) {
    return new ChatChunk(
        head.id(),
        "chat.completion.chunk",
        head.created(),
        head.model(),
        List.of(),
        Optional.of(usage),
        Optional.empty());
  }

  private static ChatChunk of(
      Head head, Delta delta, @Nullable String finish, Optional<Grounds> grounds) {
    return new ChatChunk(
        head.id(),
        "chat.completion.chunk",
        head.created(),
        head.model(),
        List.of(new Choice(0, delta, null, finish)),
        Optional.empty(),
        grounds);
  }
}
