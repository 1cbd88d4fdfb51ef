package dev.raghub.model;

import com.fasterxml.jackson.databind.JsonNode;
import dev.raghub.model.Endpoint.Kind;
import java.util.List;

class GeminiChatModelTest extends ChatModelContract {
  @Override
  Kind kind() {
    return Kind.GEMINI;
  }

  @Override
  String system(JsonNode request) {
    return request.at("/systemInstruction/parts/0/text").asText();
  }

  @Override
  String user(JsonNode request) {
    return request.at("/contents/0/parts/0/text").asText();
  }

  @Override
  int maxTokens(JsonNode request) {
    return request.at("/generationConfig/maxOutputTokens").asInt();
  }

  @Override
  JsonNode schema(JsonNode request) {
    return request.at("/generationConfig/responseJsonSchema");
  }

  @Override
  double temperature(JsonNode request) {
    return request.at("/generationConfig/temperature").asDouble(-1);
  }

  @Override
  List<String> stop(JsonNode request) {
    return texts(request.at("/generationConfig/stopSequences"));
  }
}
