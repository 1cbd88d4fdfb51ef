package dev.raghub.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.raghub.GatewayServers;
import dev.raghub.model.Act;
import dev.raghub.model.ScriptedModels;
import dev.raghub.model.ScriptedServer;
import dev.raghub.rest.Client.Answer;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Endpoints and their probes over HTTP: who may look, who pays, and what nobody is told.
@QuarkusTest
@QuarkusTestResource(GatewayServers.class)
@QuarkusTestResource(value = ScriptedModels.class, restrictToAnnotatedClass = true)
class ProbeIT {
  private static final String PATH = "/v1/admin/endpoints";
  private static final String SAID = "canary-5d20";

  ScriptedServer server;
  @TestHTTPResource URI gateway;

  private Client admin;
  private String workspace;

  @BeforeEach
  void makeAWorkspace() {
    admin = Client.admin(gateway);
    workspace = admin.workspace("probe-" + UUID.randomUUID().toString().substring(0, 8));
    server.otherwise(request -> request.line().startsWith("GET") ? Act.refuse(404) : Act.say(SAID));
  }

  @Test
  void listsEndpointsWithoutTheirAddressesAndKeys() {
    Answer answer = admin.get(PATH, Optional.empty());

    assertThat(answer.status()).isEqualTo(200);
    JsonNode ollama = named(answer.json(), "ollama");
    assertThat(ollama.get("protocol").asText()).isEqualTo("ollama");
    assertThat(ollama.get("model").asText()).isEqualTo("scripted");
    assertThat(ollama.get("contextTokens").asInt()).isEqualTo(8192);
    assertThat(ollama.get("remote").asBoolean()).isFalse();
    assertThat(ollama.get("breaker").asText()).isEqualTo("closed");
    assertThat(answer.body()).doesNotContain("canary").doesNotContain("127.0.0.1");
  }

  @Test
  void showsThatAnEndpointIsLeftAlone() {
    server.otherwise(
        request -> request.line().startsWith("GET") ? Act.refuse(404) : Act.refuse(500));
    Answer probed = probe(admin, "gemini");
    probe(admin, "gemini");

    assertThat(layer(probed, "plain-answer").get("verdict").asText()).isEqualTo("no");
    assertThat(layer(probed, "plain-answer").get("remedy").asText())
        .contains("raghub.endpoint.gemini.url");
    assertThat(named(admin.get(PATH, Optional.empty()).json(), "gemini").get("breaker").asText())
        .isEqualTo("open");
  }

  @Test
  void probesAnEndpointOnTheWorkspacesAccount() {
    Answer answer = probe(admin, "openai");

    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    assertThat(answer.json().get("endpoint").asText()).isEqualTo("openai");
    assertThat(layer(answer, "alive").get("verdict").asText()).isEqualTo("yes");
    assertThat(layer(answer, "model-id").get("verdict").asText()).isEqualTo("not_asked");
    assertThat(layer(answer, "plain-answer").has("remedy")).isFalse();
    assertThat(layer(answer, "structured-output").get("verdict").asText()).isEqualTo("no");
    assertThat(layer(answer, "instruction-short").get("verdict").asText()).isEqualTo("no");
    assertThat(answer.body()).doesNotContain("canary");
    JsonNode traces =
        admin
            .get(
                "/v1/admin/traces?request=" + answer.header("X-Request-Id"), Optional.of(workspace))
            .json();
    assertThat(traces).hasSize(7);
    assertThat(traces.findValuesAsText("purpose")).containsOnly("probe");
    assertThat(traces.findValuesAsText("errorCode")).containsExactly("model-malformed");
  }

  @Test
  void wantsToKnowWhichWorkspacePays() {
    admin.workspace("probe-" + UUID.randomUUID().toString().substring(0, 8));

    assertThat(admin.post(PATH + "/openai/probe", Optional.empty(), "{}").code())
        .isEqualTo("workspace-required");
  }

  @Test
  void probesTheEmbedderWithoutAWorkspace() {
    Answer answer = admin.post(PATH + "/embedder/probe", Optional.empty(), "{}");

    assertThat(answer.json().get("model").asText()).isEqualTo("bge-small-en-v1.5-q");
    assertThat(answer.json().findValuesAsText("verdict"))
        .containsExactly("yes", "yes", "yes", "yes");
  }

  @Test
  void knowsNoOtherEndpoint() {
    assertThat(admin.post(PATH + "/none/probe", Optional.of(workspace), "{}").code())
        .isEqualTo("not-found");
  }

  @Test
  void refusesEndpointsAndProbesToAllButAdminsOfAllWorkspaces() {
    Client bound = admin.withKey(List.of("admin"), workspace);
    Client asker = admin.withKey(List.of("query", "ingest"));
    int asked = server.requests().size();

    for (Client refused : List.of(bound, asker)) {
      assertThat(refused.get(PATH, Optional.of(workspace)).code()).isEqualTo("forbidden");
      assertThat(probe(refused, "openai").code()).isEqualTo("forbidden");
      assertThat(probe(refused, "embedder").code()).isEqualTo("forbidden");
      assertThat(probe(refused, "none").code()).isEqualTo("forbidden");
    }
    assertThat(admin.withoutKey().get(PATH, Optional.of(workspace)).code())
        .isEqualTo("not-authenticated");
    assertThat(probe(admin.withoutKey(), "openai").code()).isEqualTo("not-authenticated");
    assertThat(server.requests()).hasSize(asked);
  }

  private Answer probe(Client client, String name) {
    return client.post(PATH + "/" + name + "/probe", Optional.of(workspace), "{}");
  }

  private static JsonNode layer(Answer answer, String name) {
    return named(answer.json().get("layers"), name);
  }

  private static JsonNode named(JsonNode list, String name) {
    return StreamSupport.stream(list.spliterator(), false)
        .filter(each -> each.get("name").asText().equals(name))
        .findFirst()
        .orElseThrow();
  }
}
