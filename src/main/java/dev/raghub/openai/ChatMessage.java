package dev.raghub.openai;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.databind.JsonNode;
import dev.raghub.rest.Body;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// One message of a conversation.
///
/// @param content a text, or a list of parts of type `text`
@JsonIgnoreProperties(ignoreUnknown = true)
public record ChatMessage(
    @Schema(
            required = true,
            enumeration = {"user", "assistant", "system", "developer"})
        @Nullable String role,
    @Schema(
            required = true,
            implementation = String.class,
            description = "a text, or a list of parts of type text",
            maxLength = Body.MAX_CHARACTERS)
        @Nullable JsonNode content) {
  private static final Set<String> OTHERS = Set.of("assistant", "system", "developer");

  /// @param name of this message, for complaints
  boolean isOfUser(String name) {
    String given = Body.field(name + ".role", role);
    if (!given.equals("user") && !OTHERS.contains(given)) {
      throw ChatRequest.invalid(
          name + ".role", "is none of user, assistant, system and developer; there are no tools");
    }
    return given.equals("user");
  }

  /// What it says.
  String text(String name) {
    String field = name + ".content";
    JsonNode given = Body.field(field, content);
    if (given.isTextual()) {
      return Body.text(field, given.asText());
    }
    if (!given.isArray()) {
      throw ChatRequest.invalid(field, "is neither a text nor a list of parts");
    }
    List<String> texts = new ArrayList<>();
    for (JsonNode part : given) {
      if (!part.path("type").asText().equals("text") || !part.path("text").isTextual()) {
        throw ChatRequest.invalid(
            field, "holds a part that is no text; raghub reads neither images, audio nor files");
      }
      texts.add(part.path("text").asText());
    }
    return Body.text(field, String.join("\n", texts));
  }
}
