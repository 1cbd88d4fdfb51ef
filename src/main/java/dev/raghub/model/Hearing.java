package dev.raghub.model;

import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.chat.response.PartialThinking;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;

/// Listens to a completion as it arrives. For one call, in one thread.
final class Hearing implements StreamingChatResponseHandler {
  private final Consumer<String> pieces;
  private final ThinkTags tags;
  private final long start = System.nanoTime();
  private Optional<Duration> firstToken = Optional.empty();
  private Optional<ChatResponse> response = Optional.empty();
  private Optional<Throwable> failure = Optional.empty();
  private Optional<RuntimeException> listenerFailure = Optional.empty();
  private boolean thoughtApart;

  Hearing(Consumer<String> pieces, boolean withhold) {
    this.pieces = pieces;
    this.tags = new ThinkTags(withhold);
  }

  @Override
  public void onPartialResponse(String piece) {
    noteFirst();
    handOut(tags.accept(piece));
  }

  @Override
  public void onPartialThinking(PartialThinking thinking) {
    thoughtApart = true;
  }

  @Override
  public void onCompleteResponse(ChatResponse complete) {
    if (response.isEmpty()) {
      response = Optional.of(complete);
      handOut(tags.finish());
    }
  }

  @Override
  public void onError(Throwable error) {
    if (failure.isEmpty()) {
      failure = Optional.of(error);
    }
  }

  ThinkTags tags() {
    return tags;
  }

  /// Whether the endpoint sent thinking beside the text.
  boolean thoughtApart() {
    return thoughtApart;
  }

  /// Until the first piece of text or thinking; until now if there was none.
  Duration firstToken() {
    return firstToken.orElseGet(this::soFar);
  }

  Duration soFar() {
    return Duration.ofNanos(System.nanoTime() - start);
  }

  Optional<ChatResponse> response() {
    return response;
  }

  /// What the library made of what went wrong.
  Optional<Throwable> failure() {
    return failure;
  }

  /// What whoever was told of the pieces threw.
  Optional<RuntimeException> listenerFailure() {
    return listenerFailure;
  }

  private void noteFirst() {
    if (firstToken.isEmpty()) {
      firstToken = Optional.of(soFar());
    }
  }

  /// The library would take a listener's exception for the endpoint's.
  private void handOut(String text) {
    if (text.isEmpty() || listenerFailure.isPresent()) {
      return;
    }
    try {
      pieces.accept(text);
    } catch (RuntimeException thrown) {
      listenerFailure = Optional.of(thrown);
    }
  }
}
