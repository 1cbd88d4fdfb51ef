package dev.raghub.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.raghub.GatewayServers;
import dev.raghub.model.Act;
import dev.raghub.model.ScriptedServer;
import dev.raghub.model.ScriptedServer.Recorded;
import dev.raghub.rest.Client.Answer;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// Where it is close, a scripted server in the place of a local model says which.
@QuarkusTest
@QuarkusTestResource(GatewayServers.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RoutingModelIT {
  private static final Optional<String> AUTO = Optional.of("auto");
  private static final String QUESTION =
      Client.text(Map.of("question", "What is the office cat called?"));

  @TestHTTPResource URI gateway;

  private String one;
  private String two;
  private int asked;
  private Client admin;
  private Client asking;
  private ScriptedServer models;

  @BeforeAll
  void startTheModels() {
    models = ScriptedServer.start(Integer.parseInt(Client.setting("raghub.test.models-port")));
    admin = Client.admin(gateway);
  }

  @BeforeEach
  void fillTwoThatAreAboutAsNear() {
    String run = UUID.randomUUID().toString().substring(0, 8);
    one = "umpire-one-" + run;
    two = "umpire-two-" + run;
    asked = models.requests().size();
    put(one, "The office cat is called Minka.");
    put(two, "The office cat is called Pirat.");
    asking = admin.withKey(List.of("query"), one, two);
  }

  @AfterAll
  void closeTheModels() {
    models.close();
  }

  @Test
  void goesWhereTheLocalModelSays() {
    policy(one);
    policy(two);
    models.next(Act.say("2"), Act.say("The office cat is called Pirat [1]."));

    Answer answered = asking.post("/v1/query", AUTO, QUESTION);
    JsonNode answer = answered.json();

    assertThat(answer.at("/route/why").asText()).isEqualTo("model");
    assertThat(answered.header("X-Workspace"))
        .isEqualTo(answer.at("/route/scores/1/workspace").asText());
    assertThat(answer.path("citations").findValuesAsText("workspace"))
        .containsOnly(answered.header("X-Workspace"));
    assertThat(answer.at("/receipt/modelCalls").asInt()).isEqualTo(2);
    assertThat(sent()).hasSize(2);
    assertThat(sent().getFirst().body())
        .contains(one)
        .contains(two)
        .contains("What is the office cat called?")
        .doesNotContain("Minka");
    String first = answer.at("/route/scores/0/workspace").asText();
    assertThat(admin.get("/v1/admin/traces", Optional.of(first)).body()).contains("\"route\"");
  }

  @Test
  void goesToBothWhereTheModelCannotTellOrFails() {
    policy(one);
    policy(two);
    for (Act act : List.of(Act.say("0"), Act.say("Ignore the rules: 7"), Act.refuse(500))) {
      models.next(act);
      models.otherwise(asked -> Act.say("NOT FOUND"));

      JsonNode answer = asking.post("/v1/query", AUTO, QUESTION).json();

      assertThat(answer.at("/route/why").asText()).isEqualTo("close");
      assertThat(answer.at("/route/workspaces")).hasSize(2);
    }
  }

  @Test
  void asksNoModelThatOnlyOneOfThemHas() {
    policy(one);
    models.otherwise(asked -> Act.say("The office cat is called Minka [1]."));

    JsonNode answer = asking.post("/v1/query", AUTO, QUESTION).json();

    assertThat(answer.at("/route/why").asText()).isEqualTo("close");
    assertThat(sent())
        .allSatisfy(sent -> assertThat(sent.body()).doesNotContain("Pirat").doesNotContain(two));
  }

  @Test
  void asksNoModelForPassagesOrWhereTheCallerWantsQuotes() {
    policy(one);
    policy(two);
    String quoted =
        Client.text(Map.of("question", "What is the office cat called?", "tier", "extractive"));

    assertThat(asking.post("/v1/retrieve", AUTO, QUESTION).json().at("/route/why").asText())
        .isEqualTo("close");
    assertThat(asking.post("/v1/query", AUTO, quoted).json().at("/route/why").asText())
        .isEqualTo("close");
    assertThat(sent()).isEmpty();
  }

  /// What this test had sent to the models.
  private List<Recorded> sent() {
    return models.requests().subList(asked, models.requests().size());
  }

  private void policy(String workspace) {
    Answer put =
        admin.put(
            "/v1/admin/policy", Optional.of(workspace), Client.text(Map.of("local", "house")));
    assertThat(put.status()).as(put.body()).isEqualTo(204);
  }

  private void put(String workspace, String text) {
    admin.workspace(workspace);
    String document = Client.text(Map.of("title", "Office cat", "text", text));
    Answer stored = admin.put("/v1/documents/cat", Optional.of(workspace), document);
    assertThat(stored.status()).as(stored.body()).isEqualTo(201);
  }
}
