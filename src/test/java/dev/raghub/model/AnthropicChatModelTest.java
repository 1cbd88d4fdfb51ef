package dev.raghub.model;

import com.fasterxml.jackson.databind.JsonNode;
import dev.raghub.model.Endpoint.Kind;
import java.util.List;

class AnthropicChatModelTest extends ChatModelContract {
  @Override
  Kind kind() {
    return Kind.ANTHROPIC;
  }

  @Override
  String system(JsonNode request) {
    return request.at("/system/0/text").asText();
  }

  @Override
  String user(JsonNode request) {
    return request.at("/messages/0/content/0/text").asText();
  }

  @Override
  int maxTokens(JsonNode request) {
    return request.path("max_tokens").asInt();
  }

  @Override
  JsonNode schema(JsonNode request) {
    return request.at("/output_config/format/schema");
  }

  @Override
  double temperature(JsonNode request) {
    return request.path("temperature").asDouble(-1);
  }

  @Override
  List<String> stop(JsonNode request) {
    return texts(request.path("stop_sequences"));
  }
}
