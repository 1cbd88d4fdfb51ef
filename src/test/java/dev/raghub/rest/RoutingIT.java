package dev.raghub.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.raghub.GatewayServers;
import dev.raghub.rest.Client.Answer;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Questions whose caller leaves the choice of the workspace.
@QuarkusTest
@QuarkusTestResource(GatewayServers.class)
class RoutingIT {
  private static final List<String> QUERY = List.of("query");
  private static final Optional<String> AUTO = Optional.of("auto");
  private static final String ABOUT_CATS = question("What is the office cat called?");
  private static final String ABOUT_SHIPS = question("Which harbour does the ferry leave from?");
  private static final String ABOUT_NOTHING =
      question("How is the boiling point of xenon derived?");

  @TestHTTPResource URI gateway;

  private Client admin;
  private String cats;
  private String ships;
  private Client both;

  @BeforeEach
  void fillTwoWorkspaces() {
    String run = UUID.randomUUID().toString().substring(0, 8);
    admin = Client.admin(gateway);
    cats = admin.workspace("cats-" + run);
    ships = admin.workspace("ships-" + run);
    both = admin.withKey(QUERY, cats, ships);
    put(
        cats,
        "cat",
        "Office cat",
        "The office cat is called Minka. She sleeps in the server room.");
    put(ships, "ferry", "Ferry", "The ferry leaves from the harbour of Kalundborg at noon.");
  }

  @Test
  void sendsAQuestionToTheWorkspaceThatHoldsItsAnswer() {
    Answer aboutCats = both.post("/v1/query", AUTO, ABOUT_CATS);
    Answer aboutShips = both.post("/v1/query", Optional.of(cats + ", " + ships), ABOUT_SHIPS);

    assertThat(aboutCats.json().path("answer").asText()).contains("Minka");
    assertThat(aboutCats.header("X-Workspace")).isEqualTo(cats);
    assertThat(route(aboutCats).path("why").asText()).isEqualTo("clear");
    assertThat(texts(route(aboutCats).path("workspaces"))).containsExactly(cats);
    assertThat(route(aboutCats).path("scores").findValuesAsText("workspace"))
        .containsExactly(cats, ships);
    assertThat(aboutCats.json().at("/citations/0/workspace").asText()).isEqualTo(cats);
    assertThat(aboutShips.json().path("answer").asText()).contains("Kalundborg");
    assertThat(aboutShips.header("X-Workspace")).isEqualTo(ships);
    assertThat(aboutCats.header("Server-Timing")).contains("route;dur=");
  }

  @Test
  void saysNothingOfRoutesWhereTheWorkspaceIsNamed() {
    Answer named = both.post("/v1/query", Optional.of(cats), ABOUT_CATS);

    assertThat(named.json().has("route")).isFalse();
    assertThat(named.json().at("/citations/0").has("workspace")).isFalse();
  }

  @Test
  void findsPassagesWhereTheyAre() {
    Answer found = both.post("/v1/retrieve", AUTO, ABOUT_SHIPS);

    assertThat(found.header("X-Workspace")).isEqualTo(ships);
    assertThat(found.json().at("/passages/0/text").asText()).contains("Kalundborg");
    assertThat(found.json().at("/passages/0/citation/workspace").asText()).isEqualTo(ships);
  }

  @Test
  void answersAcrossBothWhereItIsClose() {
    put(ships, "cat", "Office cat", "The office cat is called Pirat. He sleeps on the bridge.");

    Answer answered = both.post("/v1/query", AUTO, ABOUT_CATS);
    JsonNode answer = answered.json();

    assertThat(route(answered).path("why").asText()).isEqualTo("close");
    assertThat(answered.header("X-Workspace").split(",")).containsExactlyInAnyOrder(cats, ships);
    assertThat(answer.path("answer").asText()).contains("Minka").contains("Pirat");
    assertThat(answer.path("citations").findValuesAsText("workspace"))
        .contains(cats)
        .contains(ships);
    assertThat(answer.path("citations").findValuesAsText("number")).doesNotHaveDuplicates();
    for (JsonNode statement : answer.path("statements")) {
      JsonNode cited = cited(answer, statement.path("citation").asInt());
      boolean ofCats = statement.path("text").asText().matches(".*(Minka|She sleeps).*");
      String name = ofCats ? cats : ships;
      assertThat(cited.path("workspace").asText()).isEqualTo(name);
      assertThat(answer.path("answer").asText())
          .contains(statement.path("text").asText() + " [" + cited.path("number").asText() + "]");
    }
  }

  @Test
  void packsOneBlockOfBothWhereItIsClose() {
    put(ships, "cat", "Office cat", "The office cat is called Pirat. He sleeps on the bridge.");
    String request =
        Client.text(Map.of("question", "What is the office cat called?", "maxTokens", 300));

    JsonNode found = both.post("/v1/retrieve", AUTO, request).json();

    assertThat(found.at("/block/text").asText())
        .contains(cats + "/documents:cat")
        .contains(ships + "/documents:cat");
    assertThat(found.at("/block/tokens").asInt()).isLessThanOrEqualTo(300);
    assertThat(found.path("passages").findValuesAsText("rank")).doesNotHaveDuplicates();
  }

  @Test
  void abstainsWhereNothingIsNear() {
    Answer answer = both.post("/v1/query", AUTO, ABOUT_NOTHING);
    Answer found = both.post("/v1/retrieve", AUTO, ABOUT_NOTHING);

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.json().path("found").asBoolean()).isFalse();
    assertThat(answer.json().path("citations")).isEmpty();
    assertThat(answer.json().at("/receipt/tier").asText()).isEqualTo("abstain");
    assertThat(route(answer).path("why").asText()).isEqualTo("nothing-near");
    assertThat(route(answer).path("workspaces")).isEmpty();
    assertThat(answer.header("X-Workspace")).isEmpty();
    assertThat(found.json().path("passages")).isEmpty();
  }

  @Test
  void followsWhatIsWrittenAndErased() {
    assertThat(both.post("/v1/query", AUTO, ABOUT_CATS).header("X-Workspace")).isEqualTo(cats);

    admin.delete("/v1/documents/cat", Optional.of(cats));
    put(ships, "cat", "Office cat", "The office cat is called Pirat. He sleeps on the bridge.");

    Answer moved = both.post("/v1/query", AUTO, ABOUT_CATS);
    assertThat(moved.header("X-Workspace")).isEqualTo(ships);
    assertThat(moved.body()).contains("Pirat").doesNotContain("Minka");
  }

  @Test
  void routesStreamsAndConversations() {
    Answer streamed = both.post("/v1/query/stream", AUTO, ABOUT_SHIPS);
    String chat =
        Client.text(
            Map.of(
                "model",
                "raghub",
                "messages",
                List.of(Map.of("role", "user", "content", "What is the office cat called?"))));
    Answer chatted = both.post("/v1/chat/completions", AUTO, chat);

    assertThat(streamed.body()).contains("Kalundborg").contains("\"why\":\"clear\"");
    assertThat(streamed.header("X-Workspace")).isEqualTo(ships);
    assertThat(chatted.json().at("/choices/0/message/content").asText())
        .contains("Minka")
        .contains("(" + cats + "/documents:cat v1)");
    assertThat(chatted.json().at("/raghub/answer/route/why").asText()).isEqualTo("clear");
    assertThat(chatted.header("X-Workspace")).isEqualTo(cats);
  }

  @Test
  void abstainsForAKeyWhoseWorkspacesAreGone() {
    Client bound = admin.withKey(QUERY, ships);
    admin.delete("/v1/workspaces/" + ships, Optional.empty());

    Answer answer = bound.post("/v1/query", AUTO, ABOUT_SHIPS);

    assertThat(route(answer).path("why").asText()).isEqualTo("nothing-near");
    assertThat(route(answer).path("scores")).isEmpty();
  }

  @Test
  void routesNothingButQuestions() {
    for (Optional<String> open : List.of(AUTO, Optional.of(cats + "," + ships))) {
      Answer refused = admin.get("/v1/documents/cat", open);

      assertThat(refused.status()).isEqualTo(400);
      assertThat(refused.code()).isEqualTo("invalid-workspace-name");
      assertThat(refused.json().path("detail").asText())
          .isEqualTo("this takes one workspace by its name; 'auto' and lists are for questions");
    }
    Answer made =
        admin.post("/v1/workspaces", Optional.empty(), Client.text(Map.of("name", "auto")));
    assertThat(made.code()).isEqualTo("invalid-workspace-name");
  }

  @Test
  void refusesMoreWorkspacesThanItChoosesAmong() {
    assertThat(
            both.post("/v1/query", Optional.of(cats + ("," + cats).repeat(30)), ABOUT_CATS)
                .status())
        .isEqualTo(200);
    List<String> many = IntStream.range(0, 21).mapToObj(i -> "none-" + i).toList();

    Answer refused = both.post("/v1/query", Optional.of(String.join(",", many)), ABOUT_CATS);

    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.json().path("detail").asText()).contains("21 workspaces").contains("20");
    assertThat(
            both.post("/v1/query", Optional.of(String.join(",", many.subList(0, 20))), ABOUT_CATS)
                .status())
        .isEqualTo(404);
  }

  private static JsonNode cited(JsonNode answer, int number) {
    for (JsonNode citation : answer.path("citations")) {
      if (citation.path("number").asInt() == number) {
        return citation;
      }
    }
    throw new IllegalStateException("no citation " + number + " in " + answer);
  }

  private static List<String> texts(JsonNode array) {
    List<String> texts = new ArrayList<>();
    array.forEach(each -> texts.add(each.asText()));
    return texts;
  }

  private void put(String workspace, String key, String title, String text) {
    String document = Client.text(Map.of("title", title, "text", text));
    Answer stored = admin.put("/v1/documents/" + key, Optional.of(workspace), document);
    assertThat(stored.status()).as(stored.body()).isEqualTo(201);
  }

  private static JsonNode route(Answer answer) {
    return answer.json().path("route");
  }

  private static String question(String text) {
    return Client.text(Map.of("question", text));
  }
}
