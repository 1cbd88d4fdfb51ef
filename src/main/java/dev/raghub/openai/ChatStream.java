package dev.raghub.openai;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.raghub.answer.Answer;
import dev.raghub.answer.Question;
import dev.raghub.fault.ErrorCode;
import dev.raghub.fault.RaghubException;
import dev.raghub.openai.ChatResponse.Grounds;
import dev.raghub.openai.ChatResponse.Head;
import dev.raghub.openai.ChatResponse.Usage;
import dev.raghub.rest.Sources;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/// Writes one answer as OpenAI's server-sent events. Pieces come as a model writes them; an answer
/// that is quoted or computed comes whole.
final class ChatStream {
  private static final String SUPERSEDED = "\n\n(What stands above was given up. The answer:)\n\n";

  private final OutputStream out;
  private final ObjectMapper json;
  private final Head head;
  private final StringBuilder said = new StringBuilder();
  private boolean begun;

  ChatStream(OutputStream out, ObjectMapper json, Head head) {
    this.out = out;
    this.json = json;
    this.head = head;
  }

  /// Whether anything was sent: from then on the status says 200.
  boolean isBegun() {
    return begun;
  }

  /// Some of the text, as it is written.
  void piece(String text) {
    begin();
    said.append(text);
    send(ChatChunk.piece(head, text));
  }

  /// The answer that counts: what of it was not yet said, its sources, its grounds.
  void finish(Question question, Answer answer, boolean withUsage) {
    begin();
    send(ChatChunk.piece(head, rest(answer.text()) + Sources.below(answer)));
    send(ChatChunk.last(head, Grounds.of(question, answer)));
    if (withUsage) {
      send(ChatChunk.usage(head, Usage.of(answer.receipt().calls())));
    }
    write("[DONE]");
  }

  /// An error in the middle, as the last event.
  void fail(Object error) {
    send(error);
  }

  /// A model's text is stripped at the end, when its pieces have gone already.
  private String rest(String text) {
    String before = said.toString().strip();
    if (before.isEmpty()) {
      return text;
    }
    return text.startsWith(before) ? text.substring(before.length()) : SUPERSEDED + text;
  }

  private void begin() {
    if (!begun) {
      begun = true;
      send(ChatChunk.first(head));
    }
  }

  private void send(Object event) {
    try {
      write(json.writeValueAsString(event));
    } catch (IOException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /// A listener who has gone is an error: whoever writes the answer may stop.
  private void write(String data) {
    try {
      out.write(("data: " + data + "\n\n").getBytes(StandardCharsets.UTF_8));
      out.flush();
    } catch (IOException | IllegalStateException gone) {
      throw new RaghubException(
          ErrorCode.INVALID_REQUEST, "the connection broke before the answer was whole", gone);
    }
  }
}
