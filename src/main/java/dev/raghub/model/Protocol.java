package dev.raghub.model;

import com.fasterxml.jackson.databind.util.RawValue;
import dev.langchain4j.http.client.HttpClient;
import dev.langchain4j.http.client.HttpClientBuilder;
import dev.langchain4j.model.anthropic.AnthropicStreamingChatModel;
import dev.langchain4j.model.chat.Capability;
import dev.langchain4j.model.chat.StreamingChatModel;
import dev.langchain4j.model.chat.request.ChatRequestParameters;
import dev.langchain4j.model.chat.request.DefaultChatRequestParameters;
import dev.langchain4j.model.chat.request.ResponseFormat;
import dev.langchain4j.model.chat.request.ResponseFormatType;
import dev.langchain4j.model.chat.request.json.JsonRawSchema;
import dev.langchain4j.model.chat.request.json.JsonSchema;
import dev.langchain4j.model.googleai.GeminiThinkingConfig;
import dev.langchain4j.model.googleai.GoogleAiGeminiStreamingChatModel;
import dev.langchain4j.model.ollama.OllamaChatRequestParameters;
import dev.langchain4j.model.ollama.OllamaStreamingChatModel;
import dev.langchain4j.model.openai.OpenAiChatRequestParameters;
import dev.langchain4j.model.openai.OpenAiStreamingChatModel;
import dev.raghub.model.Endpoint.Kind;
import dev.raghub.model.Endpoint.Thinking;
import java.util.Map;
import java.util.Optional;

/// How each protocol is spoken: the library's model for one call, and what is asked of it. The same
/// for all: temperature 0, the seed, the most tokens, the stop texts.
///
/// @param key empty where the endpoint wants none
record Protocol(Endpoint endpoint, Secret key) {
  /// Any number will do; the same one makes completions repeatable where the server knows seeds.
  private static final int SEED = 7;

  private static final String OPENAI_HOST = "api.openai.com";

  /// A model whose only way to its server is this client.
  StreamingChatModel model(HttpClient client) {
    HttpClientBuilder http = new ReadyClient(client);
    return switch (endpoint.kind()) {
      case OLLAMA ->
          OllamaStreamingChatModel.builder()
              .httpClientBuilder(http)
              .baseUrl(url())
              .modelName(endpoint.model())
              .returnThinking(true)
              .build();
      case OPENAI ->
          OpenAiStreamingChatModel.builder()
              .httpClientBuilder(http)
              .baseUrl(url())
              .apiKey(key.text())
              .modelName(endpoint.model())
              .returnThinking(true)
              .strictJsonSchema(true)
              .build();
      case GEMINI -> gemini(http);
      case ANTHROPIC ->
          AnthropicStreamingChatModel.builder()
              .httpClientBuilder(http)
              .baseUrl(url())
              .apiKey(key.text())
              .modelName(endpoint.model())
              .returnThinking(true)
              .supportedCapabilities(Capability.RESPONSE_FORMAT_JSON_SCHEMA)
              .build();
    };
  }

  ChatRequestParameters parameters(Prompt prompt, Structure way) {
    int tokens = Math.min(prompt.maxTokens(), endpoint.maxOutputTokens());
    return switch (endpoint.kind()) {
      case OLLAMA -> ollama(prompt, way, tokens);
      case OPENAI -> openAi(prompt, way, tokens);
      case GEMINI, ANTHROPIC -> common(new Plain(), prompt, way).maxOutputTokens(tokens).build();
    };
  }

  private StreamingChatModel gemini(HttpClientBuilder http) {
    var builder =
        GoogleAiGeminiStreamingChatModel.builder()
            .httpClientBuilder(http)
            .baseUrl(url())
            .apiKey(key.text())
            .modelName(endpoint.model())
            .returnThinking(true)
            .seed(SEED);
    return endpoint.thinking() == Thinking.OFF
        ? builder.thinkingConfig(GeminiThinkingConfig.builder().thinkingBudget(0).build()).build()
        : builder.build();
  }

  private ChatRequestParameters ollama(Prompt prompt, Structure way, int tokens) {
    OllamaChatRequestParameters.Builder parameters =
        common(OllamaChatRequestParameters.builder(), prompt, way)
            .maxOutputTokens(tokens)
            .numCtx(endpoint.contextTokens())
            .seed(SEED);
    // To be asked to think is refused by models that cannot.
    return endpoint.thinking() == Thinking.OFF
        ? parameters.think(false).build()
        : parameters.build();
  }

  /// OpenAI itself has a new name for the most tokens, which most others do not know.
  private ChatRequestParameters openAi(Prompt prompt, Structure way, int tokens) {
    boolean openAi = OPENAI_HOST.equals(endpoint.url().getHost());
    boolean besideMode = !openAi && way == Structure.OBJECT && prompt.schema().isPresent();
    OpenAiChatRequestParameters.Builder parameters =
        common(OpenAiChatRequestParameters.builder(), prompt, besideMode ? Structure.TEXT : way)
            .seed(SEED);
    if (besideMode) {
      parameters.customParameters(Map.of("response_format", withSchema(prompt.schema().get())));
    }
    return openAi
        ? parameters.maxCompletionTokens(tokens).build()
        : parameters.maxOutputTokens(tokens).build();
  }

  /// Servers of the llama.cpp family hold the model to a schema that stands here.
  private static Map<String, Object> withSchema(String schema) {
    return Map.of("type", "json_object", "schema", new RawValue(schema));
  }

  private <B extends DefaultChatRequestParameters.Builder<B>> B common(
      B builder, Prompt prompt, Structure way) {
    B parameters = builder.temperature(0.0);
    if (!endpoint.stop().isEmpty()) {
      parameters = parameters.stopSequences(endpoint.stop());
    }
    return prompt
        .schema()
        .flatMap(schema -> format(schema, way))
        .map(parameters::responseFormat)
        .orElse(parameters);
  }

  private Optional<ResponseFormat> format(String schema, Structure way) {
    ResponseFormat.Builder json = ResponseFormat.builder().type(ResponseFormatType.JSON);
    return switch (way) {
      case SCHEMA ->
          Optional.of(
              json.jsonSchema(
                      JsonSchema.builder()
                          .name("answer")
                          .rootElement(JsonRawSchema.from(schema))
                          .build())
                  .build());
      // Anthropic knows no JSON without a schema.
      case OBJECT ->
          endpoint.kind() == Kind.ANTHROPIC ? Optional.empty() : Optional.of(json.build());
      case TEXT -> Optional.empty();
    };
  }

  private String url() {
    String url = endpoint.url().toString();
    return endpoint.kind() == Kind.ANTHROPIC && !url.endsWith("/") ? url + "/" : url;
  }

  /// The parameters that every protocol knows.
  private static final class Plain extends DefaultChatRequestParameters.Builder<Plain> {}
}
