package dev.raghub.model;

import com.fasterxml.jackson.databind.JsonNode;
import dev.raghub.model.Endpoint.Kind;
import java.util.List;

class OllamaChatModelTest extends ChatModelContract {
  @Override
  Kind kind() {
    return Kind.OLLAMA;
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
    return request.at("/options/num_predict").asInt();
  }

  @Override
  JsonNode schema(JsonNode request) {
    return request.path("format");
  }

  @Override
  double temperature(JsonNode request) {
    return request.at("/options/temperature").asDouble(-1);
  }

  @Override
  List<String> stop(JsonNode request) {
    return texts(request.at("/options/stop"));
  }
}
