package dev.raghub.cache;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.raghub.GatewayServers;
import dev.raghub.model.Act;
import dev.raghub.model.ScriptedServer;
import dev.raghub.rest.Client;
import dev.raghub.rest.Client.Answer;
import io.quarkus.redis.datasource.RedisDataSource;
import io.quarkus.redis.datasource.keys.KeyScanArgs;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// Kept answers over HTTP, with a real PostgreSQL and a real Redis.
@QuarkusTest
@QuarkusTestResource(GatewayServers.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AnswerCacheIT {
  private static final String QUESTION = "Who leads the team in Ghent?";
  private static final String REPHRASED = "Who is the leader of the Ghent team?";

  @TestHTTPResource URI gateway;
  @Inject RedisDataSource redis;

  private String workspace = "";
  private Client admin;
  private ScriptedServer models;

  @BeforeAll
  void startTheModels() {
    models = ScriptedServer.start(Integer.parseInt(Client.setting("raghub.test.models-port")));
    admin = Client.admin(gateway);
  }

  @AfterAll
  void closeTheModels() {
    models.close();
  }

  @BeforeEach
  void fillAWorkspace() {
    workspace = "cache-" + UUID.randomUUID().toString().substring(0, 8);
    fill(workspace, "2019");
  }

  private void fill(String name, String year) {
    admin.workspace(name);
    push(name, "blom", "Ida Blom", "Ida Blom leads the team in Ghent since " + year + ".");
    push(name, "quist", "Nora Quist", "Nora Quist leads the office in Oslo.");
    for (int i = 0; i < 12; i++) {
      push(
          name, "filler-" + i, "Note " + i, "The kettle of floor " + i + " was cleaned on Monday.");
    }
  }

  private void push(String name, String key, String title, String text) {
    Answer pushed =
        admin.put(
            "/v1/documents/" + key,
            Optional.of(name),
            Client.text(Map.of("title", title, "text", text)));
    assertThat(pushed.status()).as(pushed.body()).isBetween(200, 201);
  }

  private JsonNode ask(String question) {
    return ask(workspace, Map.of("question", question));
  }

  private JsonNode ask(String name, Map<String, Object> question) {
    Answer answer = admin.post("/v1/query", Optional.of(name), Client.text(question));
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    return answer.json();
  }

  private JsonNode askWith(String cacheControl) {
    return admin
        .send(
            admin
                .request("/v1/query")
                .header("Content-Type", "application/json")
                .header("X-Workspace", workspace)
                .header("Cache-Control", cacheControl)
                .POST(BodyPublishers.ofString(Client.text(Map.of("question", QUESTION))))
                .build())
        .json();
  }

  private static String how(JsonNode answer) {
    return answer.at("/served/how").asText();
  }

  private void localModel() {
    Answer put =
        admin.put(
            "/v1/admin/policy", Optional.of(workspace), Client.text(Map.of("local", "house")));
    assertThat(put.status()).as(put.body()).isEqualTo(204);
  }

  @Test
  void servesTheSameQuestionWhateverItsCaseAndPunctuation() {
    JsonNode made = ask(QUESTION);
    JsonNode served = ask("  who leads the team in GHENT ");

    assertThat(how(made)).isEqualTo("miss");
    assertThat(how(served)).isEqualTo("exact");
    assertThat(served.at("/served/from").asText()).isEqualTo(QUESTION);
    assertThat(served.at("/served/ageSeconds").isIntegralNumber()).isTrue();
    assertThat(served.get("answer")).isEqualTo(made.get("answer"));
    assertThat(served.get("citations")).isEqualTo(made.get("citations"));
    assertThat(served.get("statements")).isEqualTo(made.get("statements"));
  }

  @Test
  void servesAQuestionInOtherWords() {
    JsonNode made = ask(QUESTION);

    JsonNode served = ask(REPHRASED);

    assertThat(how(served)).isEqualTo("semantic");
    assertThat(served.at("/served/from").asText()).isEqualTo(QUESTION);
    assertThat(served.at("/served/similarity").asDouble()).isBetween(0.848, 1.0);
    assertThat(served.get("answer")).isEqualTo(made.get("answer"));
  }

  @Test
  void makesAShareOfThemAnewAndCompares() {
    ask(QUESTION);
    for (int i = 0; i < 20; i++) {
      assertThat(how(ask(REPHRASED))).isEqualTo("semantic");
    }

    Instant end = Instant.now().plusSeconds(30);
    while (sampled() == 0) {
      assertThat(Instant.now()).isBefore(end);
    }
    assertThat(
            admin
                .get("/v1/admin/cache", Optional.of(workspace))
                .json()
                .at("/falseHits/wrong")
                .asLong())
        .isZero();
  }

  private long sampled() {
    return admin
        .get("/v1/admin/cache", Optional.of(workspace))
        .json()
        .at("/falseHits/sampled")
        .asLong();
  }

  @Test
  void doesNotServeAnotherQuestionThatLooksAlike() {
    ask(QUESTION);

    assertThat(how(ask("Who leads the team in Oslo?"))).isEqualTo("miss");
    assertThat(how(ask("Who does not lead the team in Ghent?"))).isEqualTo("miss");
  }

  @Test
  void answersAnewOnceTheRowHasChanged() {
    ask(QUESTION);
    push(workspace, "blom", "Ida Blom", "Ida Blom leads the team in Ghent since 2024.");

    JsonNode exact = ask(QUESTION);
    JsonNode rephrased = ask(REPHRASED);

    assertThat(how(exact)).isEqualTo("miss");
    assertThat(exact.get("answer").asText()).contains("2024").doesNotContain("2019");
    assertThat(rephrased.get("answer").asText()).contains("2024").doesNotContain("2019");
  }

  @Test
  void answersAnewOnceTheRowIsGone() {
    ask(QUESTION);
    admin.delete("/v1/documents/blom", Optional.of(workspace));

    assertThat(ask(QUESTION).get("answer").asText()).doesNotContain("Blom");
    assertThat(ask(REPHRASED).get("answer").asText()).doesNotContain("Blom");
  }

  @Test
  void answersAnewOnceThereIsABetterRow() {
    ask(QUESTION);
    push(workspace, "novak", "Eva Novak", "Who leads the team in Ghent? Eva Novak does.");

    assertThat(how(ask(QUESTION))).isEqualTo("miss");
    assertThat(ask(REPHRASED).get("answer").asText()).contains("Novak");
  }

  @Test
  void servesWhatAnotherRowsChangeDoesNotTouch() {
    List<String> evidence = new ArrayList<>();
    admin
        .post("/v1/retrieve", Optional.of(workspace), Client.text(Map.of("question", QUESTION)))
        .json()
        .get("passages")
        .forEach(passage -> evidence.add(passage.at("/citation/key").asText()));
    ask(QUESTION);
    String untouched = "filler-" + firstFillerOutside(evidence);
    push(workspace, untouched, "Pump", "The pump in the cellar is new.");

    assertThat(how(ask(QUESTION))).isEqualTo("exact");
    assertThat(how(ask(QUESTION))).isEqualTo("exact");
  }

  private static int firstFillerOutside(List<String> evidence) {
    int filler = 0;
    while (evidence.contains("filler-" + filler)) {
      filler++;
    }
    return filler;
  }

  @Test
  void neverServesAnotherWorkspace() {
    String other = workspace + "-other";
    fill(other, "2023");
    ask(QUESTION);

    JsonNode answer = ask(other, Map.of("question", QUESTION));

    assertThat(how(answer)).isEqualTo("miss");
    assertThat(answer.get("answer").asText()).contains("2023");
    assertThat(how(ask(other, Map.of("question", REPHRASED)))).isEqualTo("semantic");
    assertThat(ask(other, Map.of("question", REPHRASED)).get("answer").asText()).contains("2023");
  }

  @Test
  void servesNothingToAKeyThatIsRevoked() {
    Client other = admin.withKey(List.of("query"), workspace);
    ask(QUESTION);
    String body = Client.text(Map.of("question", QUESTION));
    assertThat(how(other.post("/v1/query", Optional.of(workspace), body).json()))
        .isEqualTo("exact");

    admin.delete("/v1/admin/keys/" + publicPart(other), Optional.empty());

    assertThat(other.post("/v1/query", Optional.of(workspace), body).status()).isEqualTo(401);
  }

  private String publicPart(Client client) {
    for (JsonNode key : admin.get("/v1/admin/keys", Optional.empty()).json().get("keys")) {
      if (client.key().contains(key.get("id").asText())) {
        return key.get("id").asText();
      }
    }
    throw new IllegalStateException("no such key");
  }

  @Test
  void showsAndPurgesWhatIsKept() {
    ask(QUESTION);
    ask("Who leads the office in Oslo?");

    JsonNode stats = admin.get("/v1/admin/cache", Optional.of(workspace)).json();
    assertThat(stats.get("entries").asLong()).isEqualTo(2);
    assertThat(stats.get("bytes").asLong()).isPositive();
    assertThat(stats.at("/falseHits/withinBudget").asBoolean()).isTrue();
    JsonNode largest = admin.get("/v1/admin/cache/entries?limit=1", Optional.of(workspace)).json();
    assertThat(largest).hasSize(1);

    JsonNode purged = admin.delete("/v1/admin/cache", Optional.of(workspace)).json();

    assertThat(purged.get("keys").asLong()).isEqualTo(3);
    assertThat(how(ask(QUESTION))).isEqualTo("miss");
  }

  @Test
  void keepsToWhatTheCallerAllows() {
    assertThat(how(askWith("no-store"))).isEqualTo("bypass");
    assertThat(how(ask(QUESTION))).as("nothing was stored").isEqualTo("miss");
    assertThat(how(askWith("no-store"))).isEqualTo("bypass");
    assertThat(how(askWith("no-cache"))).isEqualTo("miss");
    assertThat(how(askWith("max-age=0"))).isEqualTo("exact");
  }

  @Test
  void keepsNoAnswerThatPasses() {
    for (String passing : List.of("Who leads the team in Ghent right now?", "Close ticket 7")) {
      ask(passing);
      assertThat(how(ask(passing))).isEqualTo("bypass");
    }
    ask("What is the airspeed of a swallow?");
    assertThat(how(ask("What is the airspeed of a swallow?"))).as("not found").isEqualTo("miss");
  }

  @Test
  void asksTheModelOnceForAHundredEqualQuestions() throws Exception {
    localModel();
    models.next(Act.say("Ida Blom leads the team in Ghent [1]."));
    int before = models.requests().size();

    List<JsonNode> answers = atOnce(100);

    assertThat(models.requests()).hasSize(before + 1);
    assertThat(answers)
        .allMatch(
            answer ->
                answer.get("answer").asText().equals("Ida Blom leads the team in Ghent [1]."));
    assertThat(answers.stream().filter(answer -> how(answer).equals("miss"))).hasSize(1);
  }

  private List<JsonNode> atOnce(int count) throws Exception {
    List<JsonNode> answers = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<JsonNode>> asked = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        asked.add(threads.submit(() -> ask(QUESTION)));
      }
      for (Future<JsonNode> each : asked) {
        answers.add(each.get());
      }
    }
    return answers;
  }

  @Test
  void forgetsWhatWasMadeUnderAnotherPolicy() {
    ask(QUESTION);
    localModel();
    models.next(Act.say("Ida Blom leads the team in Ghent [1]."));

    assertThat(how(ask(QUESTION))).isEqualTo("miss");
    assertThat(ask(QUESTION).at("/receipt/cost").decimalValue()).isZero();
  }

  @Test
  void keepsNeitherFallbacksNorUnverifiedAnswers() {
    localModel();
    models.next(Act.refuse(500));
    ask(QUESTION);
    models.next(Act.say("Ida Blom leads the team since 1987 [1]."));
    assertThat(how(ask(QUESTION))).isEqualTo("miss");
    models.next(Act.say("Ida Blom leads the team in Ghent [1]."));
    assertThat(how(ask(QUESTION))).isEqualTo("miss");
    assertThat(how(ask(QUESTION))).isEqualTo("exact");
  }

  @Test
  void givesEveryKeyATimeToLiveAndLeavesNoneOfAnErasedWorkspace() {
    ask(QUESTION);
    ask(REPHRASED);

    Set<String> keys = keys();
    assertThat(keys).hasSizeGreaterThanOrEqualTo(2);
    assertThat(keys).allMatch(key -> redis.key().ttl(key) > 0);

    admin.delete("/v1/workspaces/" + workspace, Optional.empty());

    assertThat(keys()).isEmpty();
  }

  private Set<String> keys() {
    Set<String> keys = new HashSet<>();
    redis
        .key()
        .scan(new KeyScanArgs().match("raghub:{" + workspace + ":*").count(1000))
        .toIterable()
        .forEach(keys::add);
    return keys;
  }
}
