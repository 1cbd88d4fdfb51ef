package dev.raghub.tier;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.raghub.GatewayServers;
import dev.raghub.model.Act;
import dev.raghub.model.ScriptedServer;
import dev.raghub.model.ScriptedServer.Recorded;
import dev.raghub.model.Speech;
import dev.raghub.rest.Client;
import dev.raghub.rest.Client.Answer;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.math.BigDecimal;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// The whole way from a question to a model's checked answer, with a scripted server in the place
/// of two models: `house` speaks like OpenAI, `cloud` like Anthropic.
@QuarkusTest
@QuarkusTestResource(GatewayServers.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TiersIT {
  private static final String QUESTION = "Who leads the team in Ghent?";

  @TestHTTPResource URI gateway;

  private final String workspace = "tiers-" + UUID.randomUUID().toString().substring(0, 8);
  private Client admin;
  private Client asking;
  private ScriptedServer models;

  @BeforeAll
  void fillAWorkspace() {
    models = ScriptedServer.start(Integer.parseInt(Client.setting("raghub.test.models-port")));
    admin = Client.admin(gateway);
    admin.workspace(workspace);
    push("blom", "Ida Blom", "Ida Blom leads the team in Ghent since 2019. She likes tea.");
    push("quist", "Nora Quist", "Nora Quist leads the office in Oslo.");
    for (int i = 0; i < 30; i++) {
      push("filler-" + i, "Note " + i, "The kettle of floor " + i + " was cleaned on a Monday.");
    }
    asking = admin.withKey(List.of("query"), workspace);
  }

  @AfterAll
  void closeTheModels() {
    models.close();
  }

  private void push(String key, String title, String text) {
    Answer pushed =
        admin.put(
            "/v1/documents/" + key,
            Optional.of(workspace),
            Client.text(Map.of("title", title, "text", text)));
    assertThat(pushed.status()).as(pushed.body()).isEqualTo(201);
  }

  private void policy(Map<String, Object> policy) {
    Answer put = admin.put("/v1/admin/policy", Optional.of(workspace), Client.text(policy));
    assertThat(put.status()).as(put.body()).isEqualTo(204);
  }

  private JsonNode ask(String question) {
    return ask(Map.of("question", question));
  }

  private JsonNode ask(Map<String, Object> question) {
    Answer answer = asking.post("/v1/query", Optional.of(workspace), Client.text(question));
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    return answer.json();
  }

  private static String tier(JsonNode answer) {
    return answer.at("/receipt/tier").asText();
  }

  /// The number by which the block calls Ida Blom.
  private static Act leads(String end) {
    return Act.say("Ida Blom leads ", "the team in Ghent [1]" + end);
  }

  @Test
  void quotesWithoutAPolicy() {
    admin.delete("/v1/admin/policy", Optional.of(workspace));
    int before = models.requests().size();

    JsonNode answer = ask(QUESTION);

    assertThat(tier(answer)).isEqualTo("extractive");
    assertThat(answer.at("/receipt/modelCalls").asInt()).isZero();
    assertThat(answer.at("/receipt/saved").decimalValue()).isZero();
    assertThat(models.requests()).hasSize(before);
  }

  @Test
  void answersByTheLocalModelAndChecksWhatItWrote() {
    policy(Map.of("local", "house"));
    models.next(leads("."));

    JsonNode answer = ask(QUESTION);

    assertThat(tier(answer)).isEqualTo("local");
    assertThat(answer.get("answer").asText()).isEqualTo("Ida Blom leads the team in Ghent [1].");
    assertThat(answer.at("/verification/verified").asBoolean()).isTrue();
    assertThat(answer.at("/citations/0/key").asText()).isEqualTo("blom");
    assertThat(answer.at("/statements/0/text").asText())
        .isEqualTo("Ida Blom leads the team in Ghent.");
    assertThat(answer.at("/receipt/calls/0/endpoint").asText()).isEqualTo("house");
    assertThat(answer.at("/receipt/tokensSent").asInt()).isPositive().isLessThanOrEqualTo(800);
  }

  @Test
  void sendsTheRemoteModelTheBlockAndTheQuestionAndNothingElse() {
    policy(Map.of("remote", "cloud", "remoteUse", "always", "maxTokens", 100));
    models.next(leads("."));

    JsonNode answer = ask(QUESTION);

    Recorded sent = models.requests().getLast();
    JsonNode body = json(sent.body());
    assertThat(tier(answer)).isEqualTo("remote");
    assertThat(body.at("/messages")).hasSize(1);
    String user = body.at("/messages/0/content/0/text").asText();
    assertThat(user).startsWith("Sources:\n[").endsWith("Question: " + QUESTION);
    String block =
        admin
            .post(
                "/v1/retrieve",
                Optional.of(workspace),
                Client.text(Map.of("question", QUESTION, "maxTokens", 100)))
            .json()
            .at("/block/text")
            .asText();
    assertThat(user).isEqualTo("Sources:\n" + block + "\n\nQuestion: " + QUESTION);
    assertThat(body.at("/system/0/text").asText()).startsWith("You answer questions from numbered");
    assertThat(body.fieldNames())
        .toIterable()
        .isSubsetOf("model", "messages", "system", "max_tokens", "stream", "temperature");
    assertThat(sent.body() + sent.head()).doesNotContain(workspace).doesNotContain("rh_");
    assertThat(answer.at("/receipt/cost").decimalValue()).isGreaterThan(BigDecimal.ZERO);
  }

  @Test
  void escalatesWhatDoesNotStandTheChecks() {
    policy(Map.of("local", "house", "remote", "cloud", "remoteUse", "hard", "threshold", 0));
    models.next(Act.say("Ida Blom has led it since 1887 [1]."), leads("."));

    JsonNode answer = ask(QUESTION);

    assertThat(tier(answer)).isEqualTo("remote");
    assertThat(answer.at("/fallbacks/0/tier").asText()).isEqualTo("local");
    assertThat(answer.at("/fallbacks/0/code").asText()).isEqualTo("unverified");
    assertThat(answer.at("/receipt/calls")).hasSize(2);
  }

  @Test
  void marksAsUnverifiedWhatNobodyElseMayAnswer() {
    policy(Map.of("local", "house"));
    models.next(Act.say("Ida Blom has led it since 1887 [1]."));

    JsonNode answer = ask(QUESTION);

    assertThat(tier(answer)).isEqualTo("local");
    assertThat(answer.at("/verification/verified").asBoolean()).isFalse();
    assertThat(answer.at("/verification/problems/0/code").asText())
        .isEqualTo("number-not-in-source");
    assertThat(answer.at("/verification/problems/0/text").asText()).isEqualTo("1887");
  }

  @Test
  void quotesWhereTheModelFailsAndNamesTheFailure() {
    policy(Map.of("local", "house"));
    for (Map.Entry<Act, String> failure :
        List.of(
            Map.entry(Act.refuse(429), "model-busy"),
            Map.entry((Act) new Act.Reset(), "model-broken-off"),
            Map.entry(Act.refuse(401), "model-credentials-refused"),
            Map.entry(Act.say(""), "model-malformed"))) {
      models.next(failure.getKey());

      JsonNode answer = ask(QUESTION);

      assertThat(tier(answer)).as(failure.getValue()).isEqualTo("extractive");
      assertThat(answer.at("/fallbacks/0/code").asText()).isEqualTo(failure.getValue());
      assertThat(answer.get("answer").asText()).contains("Ida Blom leads the team in Ghent");
    }
  }

  @Test
  void asksNobodyWhereNothingBearsOnTheQuestion() {
    policy(Map.of("local", "house", "remote", "cloud", "remoteUse", "always"));
    int before = models.requests().size();

    JsonNode answer = ask("Which whale did Captain Ahab hunt near Nantucket?");

    assertThat(tier(answer)).isEqualTo("abstain");
    assertThat(models.requests()).hasSize(before);
  }

  @Test
  void saysThatTheModelFoundNothing() {
    policy(Map.of("local", "house"));
    models.next(Act.say("NOT FOUND"));

    JsonNode answer = ask(QUESTION);

    assertThat(answer.at("/fallbacks/0/code").asText()).isEqualTo("not-found");
    assertThat(tier(answer)).isEqualTo("extractive");
  }

  @Test
  void letsTheCallerForceATierThatThePolicyAllows() {
    policy(Map.of("local", "house", "remote", "cloud", "remoteUse", "never"));
    models.next(leads("."));

    assertThat(tier(ask(Map.of("question", QUESTION, "tier", "extractive"))))
        .isEqualTo("extractive");
    assertThat(tier(ask(Map.of("question", QUESTION, "tier", "local")))).isEqualTo("local");
    Answer refused =
        asking.post(
            "/v1/query",
            Optional.of(workspace),
            Client.text(Map.of("question", QUESTION, "tier", "remote")));
    assertThat(refused.status()).isEqualTo(403);
    assertThat(refused.code()).isEqualTo("forbidden");
  }

  @Test
  void letsNoPolicyCallARemoteEndpointLocal() {
    Answer refused =
        admin.put(
            "/v1/admin/policy", Optional.of(workspace), Client.text(Map.of("local", "cloud")));

    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.json().get("detail").asText()).contains("cloud, which is remote");
  }

  @Test
  void streamsPiecesThenTheAnswerThenTheReceipt() {
    policy(Map.of("local", "house"));
    models.next(leads("."));

    Answer stream =
        asking.post(
            "/v1/query/stream", Optional.of(workspace), Client.text(Map.of("question", QUESTION)));

    List<String> events =
        stream.body().lines().filter(line -> line.startsWith("event:")).map(String::strip).toList();
    assertThat(stream.header("Content-Type")).startsWith("text/event-stream");
    assertThat(events)
        .containsExactly("event:piece", "event:piece", "event:answer", "event:receipt");
    assertThat(stream.body()).contains("Ida Blom leads ").contains("\"tier\":\"local\"");
  }

  @Test
  void keepsToTheBudgetOfTheWorkspace() {
    policy(Map.of("remote", "cloud", "remoteUse", "always"));
    admin.put(
        "/v1/admin/budgets",
        Optional.of(workspace),
        Client.text(Map.of("period", "day", "dollars", 0.000001)));
    int before = models.requests().size();
    try {
      JsonNode answer = ask(QUESTION);

      assertThat(tier(answer)).isEqualTo("extractive");
      assertThat(answer.at("/fallbacks/0/code").asText()).isEqualTo("budget-exceeded");
      assertThat(models.requests()).hasSize(before);
    } finally {
      admin.delete("/v1/admin/budgets?period=day", Optional.of(workspace));
    }
  }

  @Test
  void settlesWhatTheProviderReported() {
    policy(Map.of("remote", "cloud", "remoteUse", "always", "maxTokens", 100));
    models.next(
        new Act.Speak(
            Speech.of("Ida Blom leads the team in Ghent [1].").usage(1_000, 20, 0),
            Act.Manner.PLAIN));

    JsonNode answer = ask(QUESTION);

    assertThat(answer.at("/receipt/cost").decimalValue())
        .isEqualByComparingTo(new BigDecimal("0.0033"));
    assertThat(answer.at("/receipt/calls/0/promptTokens").asInt()).isEqualTo(1_000);
    BigDecimal unsent =
        BigDecimal.valueOf(
            answer.at("/receipt/tokensRetrieved").asInt()
                - answer.at("/receipt/tokensSent").asInt());
    assertThat(unsent).as(answer.get("receipt").toString()).isPositive();
    assertThat(answer.at("/receipt/saved").decimalValue())
        .isEqualByComparingTo(unsent.multiply(new BigDecimal("0.000003")));
  }

  @Test
  void tellsWhatTheHouseHasSavedAgainstTheRemoteModel() {
    policy(Map.of("local", "house", "remote", "cloud", "remoteUse", "hard", "threshold", 0));
    models.next(leads("."));

    JsonNode local = ask(QUESTION);
    JsonNode quoted = ask(Map.of("question", QUESTION, "tier", "extractive"));

    BigDecimal block = BigDecimal.valueOf(local.at("/receipt/tokensSent").asInt());
    BigDecimal saved = block.multiply(new BigDecimal("0.000003"));
    assertThat(tier(local)).isEqualTo("local");
    assertThat(local.at("/receipt/saved").decimalValue()).isEqualByComparingTo(saved);
    assertThat(tier(quoted)).isEqualTo("extractive");
    assertThat(quoted.at("/receipt/saved").decimalValue()).isEqualByComparingTo(saved);
  }

  private static JsonNode json(String text) {
    try {
      return Client.JSON.readTree(text);
    } catch (java.io.IOException broken) {
      throw new java.io.UncheckedIOException(broken);
    }
  }
}
