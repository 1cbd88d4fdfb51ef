package dev.raghub.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.raghub.GatewayServers;
import dev.raghub.model.Act;
import dev.raghub.model.ScriptedServer;
import dev.raghub.rest.Client.Answer;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.math.BigDecimal;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// It is close, and the local model that could say which costs more than is left.
@QuarkusTest
@QuarkusTestResource(GatewayServers.class)
@TestProfile(RoutingBudgetIT.Priced.class)
class RoutingBudgetIT {
  /// A local model that is not free.
  public static final class Priced implements QuarkusTestProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
      return Map.of(
          "raghub.endpoint.house.price-input", "3", "raghub.endpoint.house.price-output", "15");
    }
  }

  private static final Optional<String> AUTO = Optional.of("auto");
  private static final Optional<String> NOWHERE = Optional.empty();
  private static final String QUESTION =
      Client.text(Map.of("question", "What is the office cat called?"));

  @TestHTTPResource URI gateway;

  private Optional<String> one = NOWHERE;
  private Optional<String> two = NOWHERE;
  private Client admin;
  private Client asking;
  private ScriptedServer models;

  @BeforeEach
  void fillTwoThatAreAboutAsNear() {
    models = ScriptedServer.start(Integer.parseInt(Client.setting("raghub.test.models-port")));
    models.otherwise(asked -> Act.say("1"));
    admin = Client.admin(gateway);
    String run = UUID.randomUUID().toString().substring(0, 8);
    one = filled("broke-one-" + run, "The office cat is called Minka.");
    two = filled("broke-two-" + run, "The office cat is called Pirat.");
    asking = admin.withKey(List.of("query"), one.orElseThrow(), two.orElseThrow());
  }

  @AfterEach
  void closeTheModels() {
    models.close();
  }

  @Test
  void asksTheModelWithinABudget() {
    budget(NOWHERE, Map.of("period", "day", "dollars", 1, "key", id(asking)));

    assertThat(asking.post("/v1/query", AUTO, QUESTION).json().at("/route/why").asText())
        .isEqualTo("model");
    assertThat(models.requests()).isNotEmpty();
  }

  @Test
  void goesToBothAndSpendsNothingWhereTheBudgetOfTheKeyIsUsedUp() {
    budget(NOWHERE, Map.of("period", "day", "dollars", 0.000001, "key", id(asking)));

    assertThatBothAnswerUnpaid();
  }

  @Test
  void goesToBothAndSpendsNothingWhereTheBudgetsOfTheWorkspacesAreUsedUp() {
    for (Optional<String> workspace : List.of(one, two)) {
      budget(workspace, Map.of("period", "day", "dollars", 0.000001));
    }

    assertThatBothAnswerUnpaid();
  }

  private void assertThatBothAnswerUnpaid() {
    JsonNode answer = asking.post("/v1/query", AUTO, QUESTION).json();

    assertThat(answer.at("/route/why").asText()).as(answer.toString()).isEqualTo("close");
    assertThat(answer.at("/route/workspaces")).hasSize(2);
    assertThat(answer.path("answer").asText()).contains("Minka").contains("Pirat");
    assertThat(answer.at("/receipt/calls").findValuesAsText("outcome"))
        .contains("budget-exceeded")
        .doesNotContain("answered");
    assertThat(answer.at("/receipt/cost").decimalValue()).isEqualByComparingTo(BigDecimal.ZERO);
    assertThat(models.requests()).isEmpty();
    for (Optional<String> workspace : List.of(one, two)) {
      assertThat(admin.get("/v1/usage", workspace).json().path("lines")).isEmpty();
    }
  }

  private void budget(Optional<String> workspace, Map<String, Object> budget) {
    Answer put = admin.put("/v1/admin/budgets", workspace, Client.text(budget));
    assertThat(put.status()).as(put.body()).isEqualTo(204);
  }

  private Optional<String> filled(String name, String text) {
    Optional<String> workspace = Optional.of(admin.workspace(name));
    String document = Client.text(Map.of("title", "Office cat", "text", text));
    assertThat(admin.put("/v1/documents/cat", workspace, document).status()).isEqualTo(201);
    assertThat(
            admin
                .put("/v1/admin/policy", workspace, Client.text(Map.of("local", "house")))
                .status())
        .isEqualTo(204);
    return workspace;
  }

  private static String id(Client client) {
    return client.key().substring(0, "rh_".length() + 12);
  }
}
