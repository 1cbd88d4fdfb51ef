package dev.raghub.openai;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import dev.raghub.fault.ErrorCode;
import dev.raghub.fault.RaghubException;
import dev.raghub.rest.Body;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// A conversation as it arrives. Fields that are not named here are left alone, since front ends
/// send their own; what would change the answer in a way that raghub cannot is refused.
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonNaming(SnakeCaseStrategy.class)
public record ChatRequest(
    @Schema(
            required = true,
            examples = "raghub",
            description = "one of GET /v1/models",
            maxLength = ChatRequest.MAX_MODEL)
        @Nullable String model,
    @Schema(
            required = true,
            description = "the last of role user",
            minItems = 1,
            maxItems = MAX_MESSAGES)
        @Nullable List<@Nullable ChatMessage> messages,
    @Schema(defaultValue = "false") Optional<Boolean> stream,
    Optional<StreamOptions> streamOptions,
    @Schema(description = "1", defaultValue = "1") Optional<Integer> n,
    @Schema(implementation = Object.class, description = "refused unless empty")
        @Nullable JsonNode tools,
    @Schema(implementation = Object.class, description = "refused unless empty")
        @Nullable JsonNode functions,
    @Schema(implementation = Object.class, description = "refused unless none or auto")
        @Nullable JsonNode toolChoice,
    @Schema(implementation = Object.class, description = "refused unless of type text")
        @Nullable JsonNode responseFormat,
    @Schema(implementation = Object.class, description = "refused unless text alone")
        @Nullable JsonNode modalities,
    @Schema(description = "refused where true") Optional<Boolean> logprobs) {
  static final int MAX_MODEL = 200;
  private static final int MAX_MESSAGES = 1_000;

  /// What a stream holds beside the text.
  @JsonIgnoreProperties(ignoreUnknown = true)
  @JsonNaming(SnakeCaseStrategy.class)
  public record StreamOptions(Optional<Boolean> includeUsage) {}

  boolean isStreamed() {
    return stream.orElse(false);
  }

  boolean wantsUsage() {
    return streamOptions.flatMap(StreamOptions::includeUsage).orElse(false);
  }

  /// What the user said, oldest first. INVALID_REQUEST for a conversation that cannot be answered.
  List<String> userTexts() {
    refuseUnsupported();
    List<@Nullable ChatMessage> given = Body.field("messages", messages);
    if (given.isEmpty() || given.size() > MAX_MESSAGES) {
      throw invalid(
          "messages", "has %d entries; expected 1 to %d".formatted(given.size(), MAX_MESSAGES));
    }
    List<String> texts = new ArrayList<>();
    boolean last = false;
    for (int i = 0; i < given.size(); i++) {
      String name = "messages." + i;
      ChatMessage message = Body.field(name, given.get(i));
      last = message.isOfUser(name);
      if (last) {
        texts.add(message.text(name));
      }
    }
    if (!last) {
      throw invalid("messages", "does not end with a message of role user");
    }
    return texts;
  }

  private void refuseUnsupported() {
    if (n.orElse(1) != 1) {
      throw invalid("n", "is %d; raghub gives 1 answer".formatted(n.orElse(1)));
    }
    refuse("tools", asked(tools).isPresent());
    refuse("functions", asked(functions).isPresent());
    refuse(
        "tool_choice",
        asked(toolChoice).filter(choice -> !choice.asText().matches("none|auto")).isPresent());
    refuse(
        "response_format",
        asked(responseFormat)
            .filter(format -> !format.path("type").asText().equals("text"))
            .isPresent());
    refuse(
        "modalities",
        asked(modalities).filter(wanted -> !wanted.toString().equals("[\"text\"]")).isPresent());
    refuse("logprobs", logprobs.orElse(false));
  }

  /// What asks for something: null and empty lists do not.
  private static Optional<JsonNode> asked(@Nullable JsonNode value) {
    return Optional.ofNullable(value)
        .filter(node -> !node.isNull() && !(node.isContainerNode() && node.isEmpty()));
  }

  private static void refuse(String name, boolean refused) {
    if (refused) {
      throw invalid(
          name, "asks for what raghub cannot do; it answers in text, from the workspace alone");
    }
  }

  static RaghubException invalid(String name, String what) {
    return new RaghubException(ErrorCode.INVALID_REQUEST, "field '%s' %s".formatted(name, what));
  }
}
