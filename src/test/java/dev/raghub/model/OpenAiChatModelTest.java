package dev.raghub.model;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.raghub.model.Endpoint.Kind;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class OpenAiChatModelTest extends ChatModelContract {
  @Override
  Kind kind() {
    return Kind.OPENAI;
  }

  @Override
  String system(JsonNode request) {
    return request.at("/messages/0/role").asText().equals("system")
        ? request.at("/messages/0/content").asText()
        : "";
  }

  @Override
  String user(JsonNode request) {
    return request
        .path("messages")
        .get(request.path("messages").size() - 1)
        .path("content")
        .asText();
  }

  @Override
  int maxTokens(JsonNode request) {
    return request.path("max_tokens").asInt();
  }

  @Override
  JsonNode schema(JsonNode request) {
    return request.at("/response_format/json_schema/schema");
  }

  @Override
  double temperature(JsonNode request) {
    return request.path("temperature").asDouble(-1);
  }

  @Override
  List<String> stop(JsonNode request) {
    return texts(request.path("stop"));
  }

  @Test
  void givesTheSchemaBesideJsonModeForServersThatKnowIt() {
    Endpoint endpoint = endpoint(Duration.ofSeconds(20));
    Prompt prompt = new Prompt("", "Who?", Optional.of(SCHEMA), 40);

    ModelFixture.model(endpoint)
        .complete(prompt, Structure.OBJECT, endpoint.timeout(), piece -> {});

    assertThat(request().at("/response_format/type").asText()).isEqualTo("json_object");
    assertThat(request().at("/response_format/schema")).isEqualTo(json(SCHEMA));
    assertThat(server.requests().getFirst().body()).containsOnlyOnce("response_format");
  }
}
