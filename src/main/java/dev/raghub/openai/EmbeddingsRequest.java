package dev.raghub.openai;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import dev.raghub.rest.Body;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// Texts to be turned into vectors, as they arrive.
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonNaming(SnakeCaseStrategy.class)
public record EmbeddingsRequest(
    @Schema(required = true, examples = EmbeddingsRequest.MODEL, maxLength = ChatRequest.MAX_MODEL)
        @Nullable String model,
    @Schema(
            required = true,
            implementation = String.class,
            maxLength = EmbeddingsRequest.MAX_TEXT,
            description = "a text, or a list of up to 256; 200,000 characters in all")
        @Nullable JsonNode input,
    @Schema(
            enumeration = {"float", "base64"},
            defaultValue = "float")
        Optional<String> encodingFormat,
    @Schema(description = "only as many as the embedder has") Optional<Integer> dimensions,
    @Schema(
            description = "what the texts are; ours, not OpenAI's",
            enumeration = {"passage", "question"},
            defaultValue = "passage")
        Optional<String> inputType) {
  /// The only model: the embedder that the gateway works with.
  static final String MODEL = "raghub-embedding";

  private static final int MAX_TEXTS = 256;
  static final int MAX_TEXT = 32_000;
  private static final int MAX_CHARACTERS = 200_000;

  /// What kind of text is meant; many embedders want to know.
  enum InputType {
    PASSAGE,
    QUESTION
  }

  /// How vectors are written.
  enum Encoding {
    FLOAT,
    BASE64
  }

  InputType type() {
    return Body.choice("input_type", InputType.class, inputType.orElse("passage"));
  }

  Encoding encoding() {
    return Body.choice("encoding_format", Encoding.class, encodingFormat.orElse("float"));
  }

  List<String> texts() {
    JsonNode given = Body.field("input", input);
    List<JsonNode> nodes = new ArrayList<>();
    if (given.isArray()) {
      given.forEach(nodes::add);
    } else {
      nodes.add(given);
    }
    if (nodes.isEmpty() || nodes.size() > MAX_TEXTS) {
      throw ChatRequest.invalid(
          "input", "has %d entries; expected 1 to %d".formatted(nodes.size(), MAX_TEXTS));
    }
    List<String> texts = nodes.stream().map(EmbeddingsRequest::text).toList();
    int characters = texts.stream().mapToInt(String::length).sum();
    if (characters > MAX_CHARACTERS) {
      throw ChatRequest.invalid(
          "input",
          "has %d characters in all; expected at most %d".formatted(characters, MAX_CHARACTERS));
    }
    return texts;
  }

  private static String text(JsonNode node) {
    if (!node.isTextual()) {
      throw ChatRequest.invalid(
          "input", "is no text and no list of texts; numbers of tokens are not taken");
    }
    return Body.line("input", node.asText(), MAX_TEXT);
  }
}
