package dev.raghub.model;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.raghub.model.Completion.Finish;
import dev.raghub.model.Endpoint.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// A speech in the words of each protocol, as the events of a stream.
record Wire(Kind kind) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /// Before the text, each piece, after it.
  record Stream(List<String> before, List<String> pieces, List<String> after) {}

  static Wire of(String path) {
    if (path.endsWith("/api/chat")) {
      return new Wire(Kind.OLLAMA);
    }
    if (path.endsWith("/v1/chat/completions")) {
      return new Wire(Kind.OPENAI);
    }
    return new Wire(path.endsWith("/v1/messages") ? Kind.ANTHROPIC : Kind.GEMINI);
  }

  Stream stream(Speech speech) {
    return switch (kind) {
      case OLLAMA -> ollama(speech);
      case OPENAI -> openAi(speech);
      case GEMINI -> gemini(speech);
      case ANTHROPIC -> anthropic(speech);
    };
  }

  String contentType() {
    return kind == Kind.OLLAMA ? "application/x-ndjson" : "text/event-stream";
  }

  private static Stream ollama(Speech speech) {
    Map<String, Object> end = new TreeMap<>(ollama("content", ""));
    end.put("done", true);
    end.put("done_reason", speech.finish() == Finish.LENGTH ? "length" : "stop");
    if (speech.usage().reported()) {
      end.put("prompt_eval_count", speech.usage().prompt());
      end.put("eval_count", speech.usage().completion());
    }
    return new Stream(
        thinking(speech).stream().map(text -> json(ollama("thinking", text)) + "\n").toList(),
        speech.pieces().stream().map(text -> json(ollama("content", text)) + "\n").toList(),
        List.of(json(end) + "\n"));
  }

  private static Map<String, Object> ollama(String field, String text) {
    Map<String, Object> message = new TreeMap<>(Map.of("role", "assistant", "content", ""));
    message.put(field, text);
    return Map.of(
        "model", "m", "created_at", "2026-01-01T00:00:00Z", "message", message, "done", false);
  }

  private static Stream openAi(Speech speech) {
    String finish = speech.finish() == Finish.LENGTH ? "length" : "stop";
    List<String> after = new ArrayList<>();
    after.add(
        data(
            chunk(
                List.of(Map.of("index", 0, "delta", Map.of(), "finish_reason", finish)),
                Map.of())));
    if (speech.usage().reported()) {
      after.add(
          data(
              chunk(
                  List.of(),
                  Map.of(
                      "usage",
                      Map.of(
                          "prompt_tokens", speech.usage().prompt(),
                          "completion_tokens", speech.usage().completion(),
                          "total_tokens", speech.usage().prompt() + speech.usage().completion(),
                          "prompt_tokens_details",
                              Map.of("cached_tokens", speech.usage().cached()))))));
    }
    after.add("data: [DONE]\n\n");
    return new Stream(
        thinking(speech).stream().map(text -> openAi("reasoning_content", text)).toList(),
        speech.pieces().stream().map(text -> openAi("content", text)).toList(),
        after);
  }

  private static String openAi(String field, String text) {
    return data(chunk(List.of(Map.of("index", 0, "delta", Map.of(field, text))), Map.of()));
  }

  private static Map<String, Object> chunk(List<?> choices, Map<String, ?> more) {
    Map<String, Object> chunk =
        new TreeMap<>(
            Map.of("id", "c-1", "object", "chat.completion.chunk", "created", 1, "model", "m"));
    chunk.put("choices", choices);
    chunk.putAll(more);
    return chunk;
  }

  private static Stream gemini(Speech speech) {
    String finish = speech.finish() == Finish.LENGTH ? "MAX_TOKENS" : "STOP";
    Map<String, Object> end =
        new TreeMap<>(gemini(Map.of("text", ""), Map.of("finishReason", finish)));
    if (speech.usage().reported()) {
      end.put(
          "usageMetadata",
          Map.of(
              "promptTokenCount", speech.usage().prompt(),
              "candidatesTokenCount", speech.usage().completion(),
              "cachedContentTokenCount", speech.usage().cached(),
              "totalTokenCount", speech.usage().prompt() + speech.usage().completion()));
    }
    return new Stream(
        thinking(speech).stream()
            .map(text -> data(gemini(Map.of("text", text, "thought", true), Map.of())))
            .toList(),
        speech.pieces().stream().map(text -> data(gemini(Map.of("text", text), Map.of()))).toList(),
        List.of(data(end)));
  }

  private static Map<String, Object> gemini(Map<String, ?> part, Map<String, ?> more) {
    Map<String, Object> candidate = new TreeMap<>(more);
    candidate.put("index", 0);
    candidate.put("content", Map.of("role", "model", "parts", List.of(part)));
    return Map.of("candidates", List.of(candidate), "modelVersion", "m", "responseId", "r-1");
  }

  private static Stream anthropic(Speech speech) {
    Map<String, Object> usage = new TreeMap<>();
    if (speech.usage().reported()) {
      usage.put("input_tokens", speech.usage().prompt() - speech.usage().cached());
      usage.put("cache_creation_input_tokens", 0);
      usage.put("cache_read_input_tokens", speech.usage().cached());
      usage.put("output_tokens", 1);
    }
    List<String> before = new ArrayList<>();
    before.add(event("message_start", Map.of("message", anthropicMessage(usage))));
    int index = 0;
    for (String text : thinking(speech)) {
      before.add(block(index, Map.of("type", "thinking", "thinking", "", "signature", "")));
      before.add(delta(index, Map.of("type", "thinking_delta", "thinking", text)));
      before.add(event("content_block_stop", Map.of("index", index)));
      index++;
    }
    before.add(block(index, Map.of("type", "text", "text", "")));
    int last = index;
    String stop = speech.finish() == Finish.LENGTH ? "max_tokens" : "end_turn";
    return new Stream(
        before,
        speech.pieces().stream()
            .map(text -> delta(last, Map.of("type", "text_delta", "text", text)))
            .toList(),
        List.of(
            event("content_block_stop", Map.of("index", last)),
            event(
                "message_delta",
                Map.of(
                    "delta",
                    Map.of("stop_reason", stop),
                    "usage",
                    speech.usage().reported()
                        ? Map.of("output_tokens", speech.usage().completion())
                        : Map.of())),
            event("message_stop", Map.of())));
  }

  private static Map<String, Object> anthropicMessage(Map<String, Object> usage) {
    return Map.of(
        "id",
        "msg-1",
        "type",
        "message",
        "role",
        "assistant",
        "content",
        List.of(),
        "model",
        "m",
        "usage",
        usage);
  }

  private static String block(int index, Map<String, ?> block) {
    return event("content_block_start", Map.of("index", index, "content_block", block));
  }

  private static String delta(int index, Map<String, ?> delta) {
    return event("content_block_delta", Map.of("index", index, "delta", delta));
  }

  private static String event(String type, Map<String, ?> fields) {
    Map<String, Object> all = new TreeMap<>(fields);
    all.put("type", type);
    return "event: " + type + "\n" + data(all);
  }

  private static List<String> thinking(Speech speech) {
    return speech.thinking().isEmpty() ? List.of() : List.of(speech.thinking());
  }

  private static String data(Map<String, ?> value) {
    return "data: " + json(value) + "\n\n";
  }

  private static String json(Map<String, ?> value) {
    try {
      return JSON.writeValueAsString(value);
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
