package dev.raghub.openai;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.raghub.GatewayServers;
import dev.raghub.model.Act;
import dev.raghub.model.ScriptedServer;
import dev.raghub.rest.Client;
import dev.raghub.rest.Client.Answer;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What a chat front end sends, in the shape of Open WebUI's requests, and the bytes that it gets.
@QuarkusTest
@QuarkusTestResource(GatewayServers.class)
class FrontEndIT {
  private static final ObjectMapper JSON = new ObjectMapper();
  @TestHTTPResource URI gateway;

  private String workspace;
  private Client admin;
  private Client asking;

  @BeforeEach
  void fillAWorkspace() {
    admin = Client.admin(gateway);
    workspace = admin.workspace("front-" + UUID.randomUUID().toString().substring(0, 8));
    admin.put(
        "/v1/documents/blom",
        Optional.of(workspace),
        Client.text(
            Map.of(
                "title", "Ida Blom", "text", "Ida Blom leads the team in Ghent. She likes tea.")));
    asking = admin.withKey(List.of("query"), workspace);
  }

  private Answer ask(String model, String question) {
    String request =
        """
        {"stream": true, "model": "%s", "params": {}, "features": {"web_search": false},
         "session_id": "s", "chat_id": "c", "id": "m", "background_tasks": {"title_generation": true},
         "metadata": {"user_id": "u", "variables": {"{{USER_NAME}}": "Ann"}}, "files": [], "tool_ids": [],
         "stream_options": {"include_usage": true}, "user": {"name": "Ann"}, "temperature": 0.8, "max_tokens": 512,
         "messages": [
           {"role": "system", "content": "Be kind."},
           {"role": "user", "content": "Who leads the team in Ghent?"},
           {"role": "assistant", "content": "Ida Blom leads the team in Ghent. [1]", "done": true},
           {"role": "user", "content": [{"type": "text", "text": "%s"}]}]}
        """
            .formatted(model, question);
    return asking.post("/v1/chat/completions", Optional.empty(), request);
  }

  /// The events' data, the last of which has to be the end.
  private static List<JsonNode> events(Answer answer) {
    List<String> lines = answer.body().lines().filter(line -> !line.isEmpty()).toList();
    assertThat(lines).allMatch(line -> line.startsWith("data: "));
    assertThat(lines.getLast()).isEqualTo("data: [DONE]");
    return lines.subList(0, lines.size() - 1).stream()
        .map(line -> line.substring("data: ".length()))
        .map(FrontEndIT::json)
        .toList();
  }

  private static JsonNode json(String text) {
    try {
      return JSON.readTree(text);
    } catch (IOException none) {
      throw new IllegalStateException(text, none);
    }
  }

  @Test
  void toleratesWhatItDoesNotKnowAndStreams() {
    Answer answer = ask("raghub", "What does she like?");

    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    assertThat(answer.header("Content-Type")).startsWith("text/event-stream");
    assertThat(answer.header("X-Workspace")).isEqualTo(workspace);
    List<JsonNode> events = events(answer);
    assertThat(events).hasSize(4);
    assertThat(events.getFirst().at("/choices/0/delta/role").asText()).isEqualTo("assistant");
    assertThat(events.get(1).at("/choices/0/delta/content").asText())
        .contains("She likes tea. [1]")
        .endsWith("\n\n[1] Ida Blom (documents:blom v1)");
    assertThat(events.get(1).at("/choices/0/finish_reason").isNull()).isTrue();
    assertThat(events.get(2).at("/choices/0/finish_reason").asText()).isEqualTo("stop");
    assertThat(events.get(2).at("/raghub/question").asText())
        .isEqualTo("Who leads the team in Ghent? What does she like?");
    assertThat(events.get(2).at("/raghub/answer/citations/0/key").asText()).isEqualTo("blom");
    assertThat(events.get(3).at("/choices").isEmpty()).isTrue();
    assertThat(events.get(3).at("/usage/total_tokens").asInt()).isZero();
    assertThat(events).allMatch(event -> event.get("id").equals(events.getFirst().get("id")));
  }

  /// What a model began to write and could not finish is followed by the answer that counts.
  @Test
  void saysSoWhereAModelsTextIsGivenUp() {
    admin.put("/v1/admin/policy", Optional.of(workspace), Client.text(Map.of("local", "house")));
    try (ScriptedServer models =
        ScriptedServer.start(Integer.parseInt(Client.setting("raghub.test.models-port")))) {
      models.next(Act.say("not ", "found"));

      String text = content(ask("raghub-local", "What does she like?"));

      assertThat(text)
          .startsWith("not found\n\n(What stands above was given up. The answer:)\n\n")
          .contains("She likes tea. [1]");
    }
  }

  private static String content(Answer answer) {
    StringBuilder text = new StringBuilder();
    events(answer).forEach(event -> text.append(event.at("/choices/0/delta/content").asText()));
    return text.toString();
  }

  @Test
  void refusesBeforeTheStreamBegins() {
    Answer unknown = ask("gpt-4o", "a");

    assertThat(unknown.status()).isEqualTo(404);
    assertThat(unknown.header("Content-Type")).startsWith("application/json");
    assertThat(unknown.json().at("/error/param").asText()).isEqualTo("model");
    assertThat(unknown.json().at("/error/type").asText()).isEqualTo("not_found_error");
  }
}
