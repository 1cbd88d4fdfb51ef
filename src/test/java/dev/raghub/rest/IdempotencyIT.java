package dev.raghub.rest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.raghub.GatewayServers;
import dev.raghub.Superuser;
import dev.raghub.rest.Client.Answer;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Requests with an `Idempotency-Key`.
@QuarkusTest
@QuarkusTestResource(GatewayServers.class)
class IdempotencyIT {
  private static final List<String> ALL = List.of("query", "ingest", "admin");
  private static final String QUESTION = "{\"question\": \"Who keeps the lighthouse?\"}";

  @TestHTTPResource URI gateway;

  private final String suffix = UUID.randomUUID().toString().substring(0, 8);
  private Client admin;
  private Client caller;
  private String workspace;

  @BeforeEach
  void makeAWorkspace() {
    admin = Client.admin(gateway);
    workspace = admin.workspace("once-" + suffix);
    caller = admin.withKey(ALL, workspace);
  }

  @Test
  void givesTheFirstAnswerAgain() {
    Answer first = post(caller, "/v1/documents", "k", documents("a"));
    Answer again = post(caller, "/v1/documents", "\"k\"", documents("a"));
    Answer fresh = post(caller, "/v1/documents", "other", documents("a"));

    assertThat(first.json().get("created").asInt()).isEqualTo(1);
    assertThat(first.header("Idempotency-Replayed")).isEmpty();
    assertThat(again.status()).isEqualTo(first.status());
    assertThat(again.body()).isEqualTo(first.body());
    assertThat(again.header("Content-Type")).startsWith("application/json");
    assertThat(again.header("X-Workspace")).isEqualTo(workspace);
    assertThat(again.header("Idempotency-Replayed")).isEqualTo("true");
    assertThat(fresh.json().get("unchanged").asInt()).isEqualTo(1);
  }

  @Test
  void givesRefusalsAgain() {
    Answer first = post(caller, "/v1/documents", "k", "{\"documents\": {}}");
    Answer again = post(caller, "/v1/documents", "k", "{\"documents\": {}}");

    assertThat(first.status()).isEqualTo(400);
    assertThat(again.body()).isEqualTo(first.body());
    assertThat(again.isProblem()).isTrue();
    assertThat(again.header("Idempotency-Replayed")).isEqualTo("true");
  }

  @Test
  void refusesTheKeyOfAnotherRequest() {
    post(caller, "/v1/documents", "k", documents("a"));

    for (Answer other :
        List.of(
            post(caller, "/v1/documents", "k", documents("b")),
            post(caller, "/v1/query", "k", QUESTION))) {
      assertThat(other.status()).isEqualTo(422);
      assertThat(other.code()).isEqualTo("idempotency-mismatch");
    }
    assertThat(caller.get("/v1/documents/b", Optional.empty()).status()).isEqualTo(404);
  }

  @Test
  void refusesMalformedKeys() {
    for (String wrong : List.of("\"\"", "a b", "\"a", "a\"", "k".repeat(256))) {
      Answer refused = post(caller, "/v1/documents", wrong, documents("a"));
      assertThat(refused.code()).as(wrong).isEqualTo("invalid-request");
    }
    assertThat(post(caller, "/v1/documents", "k".repeat(255), documents("a")).status())
        .isEqualTo(200);
    assertThat(
            caller
                .send(
                    caller
                        .request("/v1/documents")
                        .header("Content-Type", "application/json")
                        .header("Idempotency-Key", "a")
                        .header("Idempotency-Key", "b")
                        .POST(BodyPublishers.ofString(documents("a")))
                        .build())
                .code())
        .isEqualTo("invalid-request");
  }

  @Test
  void doesOneOfTwoRequestsAtTheSameTime() throws Exception {
    try (ExecutorService both = Executors.newFixedThreadPool(8)) {
      Callable<Answer> request = () -> post(caller, "/v1/documents", "k", documents("a"));
      List<Answer> answers =
          both.invokeAll(Stream.generate(() -> request).limit(8).toList()).stream()
              .map(Future::resultNow)
              .toList();

      assertThat(answers)
          .filteredOn(
              answer -> answer.status() == 200 && answer.header("Idempotency-Replayed").isEmpty())
          .hasSize(1);
      assertThat(answers)
          .allSatisfy(
              answer ->
                  assertThat(answer.status() + answer.code())
                      .isIn("200", "409idempotency-under-way"));
      assertThat(answers)
          .filteredOn(answer -> answer.status() == 409)
          .allSatisfy(answer -> assertThat(answer.header("Retry-After")).isEqualTo("2"));
    }
  }

  @Test
  void waitsForAKilledProcessUntilItsLeaseEnds() {
    post(caller, "/v1/documents", "k", documents("a"));
    Superuser.execute(
        "UPDATE idempotency SET done = false, status = NULL WHERE workspace = '%s'"
            .formatted(workspace));

    Answer underWay = post(caller, "/v1/documents", "k", documents("a"));
    Superuser.execute(
        "UPDATE idempotency SET leased_until = now() WHERE workspace = '%s'".formatted(workspace));
    Answer other = post(caller, "/v1/documents", "k", documents("b"));
    Answer done = post(caller, "/v1/documents", "k", documents("a"));

    assertThat(underWay.code()).isEqualTo("idempotency-under-way");
    assertThat(underWay.header("Retry-After")).isEqualTo("2");
    assertThat(other.code()).isEqualTo("idempotency-mismatch");
    assertThat(done.status()).isEqualTo(200);
    assertThat(done.header("Idempotency-Replayed")).isEmpty();
    assertThat(done.json().get("unchanged").asInt()).isEqualTo(1);
  }

  @Test
  void forgetsWhatIsOlderThanADay() {
    post(caller, "/v1/documents", "k", documents("a"));
    Superuser.execute(
        "UPDATE idempotency SET created_at = now() - interval '25 hours' WHERE workspace = '%s'"
            .formatted(workspace));

    assertThat(post(caller, "/v1/documents", "k", documents("b")).json().get("created").asInt())
        .isEqualTo(1);
  }

  @Test
  void doesNotSeeAnotherCallersKey() {
    post(caller, "/v1/documents", "k", documents("a"));

    Answer other = post(admin.withKey(ALL, workspace), "/v1/documents", "k", documents("a"));

    assertThat(other.header("Idempotency-Replayed")).isEmpty();
    assertThat(other.json().get("unchanged").asInt()).isEqualTo(1);
  }

  @Test
  void letsNobodyInWhoHasNotTheRole() {
    Answer refused =
        post(admin.withKey(List.of("query"), workspace), "/v1/documents", "k", documents("a"));

    assertThat(refused.code()).isEqualTo("forbidden");
    assertThat(rows()).isEmpty();
  }

  @Test
  void keepsNoSecretOfAKey() {
    String body = Client.text(Map.of("name", "once", "roles", List.of("query")));
    Answer first = post(admin, "/v1/admin/keys", "key-" + suffix, body);
    Answer again = post(admin, "/v1/admin/keys", "key-" + suffix, body);

    assertThat(first.status()).isEqualTo(201);
    assertThat(again.code()).isEqualTo("idempotency-not-replayable");
    assertThat(Superuser.strings("SELECT to_jsonb(t)::text FROM outside_idempotency t"))
        .isNotEmpty()
        .noneMatch(row -> row.contains(first.json().get("key").asText()));
  }

  @Test
  void makesAWorkspaceOnce() {
    String body = Client.text(Map.of("name", "once-more-" + suffix));
    Answer first = post(admin, "/v1/workspaces", "ws-" + suffix, body);
    Answer again = post(admin, "/v1/workspaces", "ws-" + suffix, body);

    assertThat(List.of(first.status(), again.status())).containsExactly(201, 201);
    assertThat(again.body()).isEqualTo(first.body());
  }

  @Test
  void refusesStreams() {
    String chat =
        "{\"model\": \"raghub\", \"stream\": true, \"messages\": [{\"role\": \"user\", \"content\": \"a\"}]}";

    assertThat(post(caller, "/v1/query/stream", "k", QUESTION).code()).isEqualTo("invalid-request");
    assertThat(post(caller, "/v1/chat/completions", "k", chat).code()).isEqualTo("invalid-request");
    assertThat(
            post(caller, "/v1/chat/completions", "k", chat.replace("true", "false"))
                .header("Idempotency-Replayed"))
        .isEmpty();
  }

  @Test
  void keepsNoQuoteOfWhatHasChanged() {
    post(caller, "/v1/documents", "d", documents("a"));
    Answer first = post(caller, "/v1/query", "q", QUESTION);
    Answer again = post(caller, "/v1/query", "q", QUESTION);
    caller.delete("/v1/documents/a", Optional.empty());
    Answer after = post(caller, "/v1/query", "q", QUESTION);

    assertThat(first.body()).contains("zebravoxkeeper");
    assertThat(again.body()).isEqualTo(first.body());
    assertThat(after.code()).isEqualTo("idempotency-not-replayable");
    assertThat(rows()).noneMatch(row -> row.contains("zebravoxkeeper"));
    assertThat(post(caller, "/v1/documents", "d", documents("a")).header("Idempotency-Replayed"))
        .isEqualTo("true");
  }

  @Test
  void goesWithItsWorkspace() {
    post(caller, "/v1/documents", "k", documents("a"));
    assertThat(rows()).hasSize(1);

    admin.delete("/v1/workspaces/" + workspace, Optional.empty());

    assertThat(rows()).isEmpty();
  }

  private List<String> rows() {
    return Superuser.strings(
        "SELECT to_jsonb(t)::text FROM idempotency t WHERE workspace = ?", workspace);
  }

  private static String documents(String key) {
    return Client.text(
        Map.of(
            "documents",
            Map.of(
                key,
                Map.of("title", "Lighthouse", "text", "zebravoxkeeper keeps the lighthouse."))));
  }

  private static Answer post(Client client, String path, String key, String body) {
    return client.send(
        client
            .request(path)
            .header("Content-Type", "application/json")
            .header("Idempotency-Key", key)
            .POST(BodyPublishers.ofString(body))
            .build());
  }
}
