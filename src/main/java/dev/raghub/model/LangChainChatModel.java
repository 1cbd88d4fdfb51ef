package dev.raghub.model;

import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.message.SystemMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.model.anthropic.AnthropicTokenUsage;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.googleai.GoogleAiGeminiTokenUsage;
import dev.langchain4j.model.openai.OpenAiTokenUsage;
import dev.langchain4j.model.output.FinishReason;
import dev.raghub.fault.RaghubException;
import dev.raghub.model.Completion.Finish;
import dev.raghub.model.Endpoint.SystemRole;
import dev.raghub.model.Endpoint.Thinking;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// All four protocols, over LangChain4j. Every call streams, so that the time to the first token is
/// known and a server notices when nobody waits any more.
final class LangChainChatModel implements ChatModel {
  /// A prompt shorter than this may be counted very differently.
  private static final int COUNTABLE_TOKENS = 200;

  private static final String THOUGHT = "the model's thinking";
  private static final String THOUGHT_ALL_THE_SAME =
      "the model thought although it was asked not to";

  private final Protocol protocol;
  private final HttpClient client;
  private final Limits limits;
  private final TokenCounter counter;
  private final Failures failures;
  private final AtomicBoolean withhold = new AtomicBoolean();

  LangChainChatModel(Protocol protocol, HttpClient client, Limits limits, TokenCounter counter) {
    this.protocol = protocol;
    this.client = client;
    this.limits = limits;
    this.counter = counter;
    this.failures = Failures.of(protocol.endpoint());
  }

  /// Whether this warning of a completion tells of a model's thinking.
  static boolean isOfThinking(String warning) {
    return warning.startsWith(THOUGHT) || warning.equals(THOUGHT_ALL_THE_SAME);
  }

  @Override
  public Completion complete(
      Prompt prompt, Structure way, Duration timeout, Consumer<String> pieces) {
    int counted = counter.count(way.system(prompt)) + counter.count(prompt.user());
    if (counted > protocol.endpoint().contextTokens()) {
      throw failures.doesNotFit(counted, protocol.endpoint().contextTokens());
    }
    Exchange exchange = new Exchange(client, failures, limits.responseBytes(), timeout);
    Hearing hearing = new Hearing(pieces, withhold.get());
    ChatRequest request =
        ChatRequest.builder()
            .messages(messages(way.system(prompt), prompt.user()))
            .parameters(protocol.parameters(prompt, way))
            .build();
    try {
      protocol.model(exchange).chat(request, hearing);
    } catch (RuntimeException thrown) {
      hearing.onError(thrown);
    }
    return completion(hearing, response(exchange, hearing), counted);
  }

  private List<ChatMessage> messages(String system, String user) {
    if (system.isBlank()) {
      return List.of(UserMessage.from(user));
    }
    return protocol.endpoint().systemRole() == SystemRole.OWN
        ? List.of(SystemMessage.from(system), UserMessage.from(user))
        : List.of(UserMessage.from(system + "\n\n" + user));
  }

  private ChatResponse response(Exchange exchange, Hearing hearing) {
    Optional<RaghubException> known = exchange.failure();
    if (known.isPresent()) {
      throw known.get();
    }
    if (hearing.listenerFailure().isPresent()) {
      throw hearing.listenerFailure().get();
    }
    if (hearing.failure().isPresent()) {
      throw failures.garbled(hearing.failure().get());
    }
    return hearing
        .response()
        .orElseThrow(() -> failures.malformed("ended before the model had answered"));
  }

  private Completion completion(Hearing hearing, ChatResponse response, int counted) {
    if (hearing.tags().lacksOpening()) {
      withhold.set(true);
    }
    TokenUsage usage = usage(response, counted, hearing.tags().text());
    Finish finish = finish(response.finishReason());
    return new Completion(
        hearing.tags().text(),
        usage,
        finish,
        hearing.firstToken(),
        hearing.soFar(),
        warnings(hearing, usage, finish, counted));
  }

  private List<String> warnings(Hearing hearing, TokenUsage usage, Finish finish, int counted) {
    List<String> warnings = new ArrayList<>();
    if (hearing.tags().thought()) {
      warnings.add(
          hearing.tags().endsThinking()
              ? THOUGHT + ", which never ended, was cut out of its text"
              : THOUGHT + " was cut out of its text");
    }
    if (hearing.thoughtApart() && protocol.endpoint().thinking() == Thinking.OFF) {
      warnings.add(THOUGHT_ALL_THE_SAME);
    }
    if (usage.reported() && counted >= COUNTABLE_TOKENS && usage.prompt() * 2 < counted) {
      warnings.add(
          "the server read %d tokens of a prompt of about %d: it may have cut it; see to its context size"
              .formatted(usage.prompt(), counted));
    }
    if (finish == Finish.UNKNOWN) {
      warnings.add("the server did not say why the model stopped; the text may be cut off");
    }
    return warnings;
  }

  private TokenUsage usage(ChatResponse response, int counted, String text) {
    var reported = response.tokenUsage();
    if (reported == null || number(reported.inputTokenCount()) == 0) {
      return new TokenUsage(counted, counter.count(text), 0, false);
    }
    int prompt = reported.inputTokenCount();
    int completion = number(reported.outputTokenCount());
    return switch (reported) {
      case OpenAiTokenUsage openAi ->
          new TokenUsage(
              prompt,
              completion,
              Stream.ofNullable(openAi.inputTokensDetails())
                  .map(OpenAiTokenUsage.InputTokensDetails::cachedTokens)
                  .filter(Objects::nonNull)
                  .findFirst()
                  .orElse(0),
              true);
      // Thinking is paid for like text, and counted apart.
      case GoogleAiGeminiTokenUsage gemini ->
          new TokenUsage(
              prompt,
              completion + number(gemini.thoughtsTokenCount()),
              number(gemini.cachedContentTokenCount()),
              true);
      // What was kept is not part of their input tokens.
      case AnthropicTokenUsage anthropic ->
          new TokenUsage(
              prompt
                  + number(anthropic.cacheReadInputTokens())
                  + number(anthropic.cacheCreationInputTokens()),
              completion,
              number(anthropic.cacheReadInputTokens()),
              true);
      default -> new TokenUsage(prompt, completion, 0, true);
    };
  }

  private static int number(@Nullable Integer count) {
    return count == null ? 0 : count;
  }

  private static Finish finish(@Nullable FinishReason reason) {
    return switch (reason) {
      case STOP, TOOL_EXECUTION -> Finish.STOP;
      case LENGTH -> Finish.LENGTH;
      case CONTENT_FILTER -> Finish.FILTERED;
      case OTHER -> Finish.UNKNOWN;
      case null -> Finish.UNKNOWN;
    };
  }
}
