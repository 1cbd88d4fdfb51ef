package dev.raghub.change;

import static org.assertj.core.api.Assertions.assertThat;

import dev.raghub.GatewayServers;
import dev.raghub.TestWorkspaces;
import dev.raghub.corpus.Item;
import dev.raghub.corpus.ItemId;
import dev.raghub.corpus.PostgresCorpus;
import dev.raghub.ingest.Jobs;
import dev.raghub.ingest.PostgresRuns;
import dev.raghub.rest.Client;
import dev.raghub.rest.Client.Answer;
import dev.raghub.workspace.PostgresWorkspaces;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Other systems that tell of changed rows over HTTP.
@QuarkusTest
@QuarkusTestResource(GatewayServers.class)
@TestProfile(Hooked.class)
class WebhooksIT {
  private static final String ONE = "{\"data\": {\"keys\": [\"1\"]}}";

  @TestHTTPResource URI gateway;

  @Inject PostgresWorkspaces workspaces;
  @Inject PostgresCorpus corpus;
  @Inject PostgresQueueStatus status;
  @Inject Jobs jobs;
  @Inject PostgresRuns runs;

  private Shop a;
  private Shop b;

  @BeforeEach
  void fill() {
    a = Shop.in(TestWorkspaces.named(workspaces, "hooked-a"));
    b = Shop.in(TestWorkspaces.named(workspaces, "hooked-b"));
    Ingested.wait(jobs, runs, a);
    Ingested.wait(jobs, runs, b);
  }

  @AfterEach
  void close() {
    a.close();
    b.close();
    TestWorkspaces.erase(workspaces, a.workspace());
    TestWorkspaces.erase(workspaces, b.workspace());
  }

  @Test
  void readsTheNamedRowsOfTheWorkspaceWhoseSecretSigned() {
    a.sql("UPDATE purchase SET note = 'Of A.'");
    b.sql("UPDATE purchase SET note = 'Of B.'");
    Answer taken = send(Hooked.SECRET_B, fresh(), ONE);

    assertThat(taken.status()).isEqualTo(202);
    assertThat(taken.json().toString()).isEqualTo("{\"accepted\":1,\"duplicate\":false}");
    Await.until("B is read", () -> body(b, "1").contains("Of B."));
    assertThat(body(b, "2")).contains("Rope");
    assertThat(body(a, "1")).contains("lantern");
  }

  @Test
  void takesEitherSecretWhileOneTakesTheOthersPlace() {
    assertThat(send(Hooked.SECRET_A, fresh(), ONE).status()).isEqualTo(202);
    assertThat(send(Hooked.NEXT_A, fresh(), ONE).status()).isEqualTo(202);
  }

  @Test
  void doesNothingTwiceForOneId() {
    String id = fresh();
    status.pause(a.workspace(), "purchase");
    List<CompletableFuture<Answer>> sent =
        IntStream.range(0, 12)
            .mapToObj(n -> CompletableFuture.supplyAsync(() -> send(Hooked.SECRET_A, id, ONE)))
            .toList();
    List<Answer> answers = sent.stream().map(CompletableFuture::join).toList();

    assertThat(answers).allMatch(answer -> answer.status() == 202);
    assertThat(answers.stream().filter(answer -> answer.json().get("accepted").asInt() == 1))
        .hasSize(1);
    assertThat(status.of(a.workspace()).behind()).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(longs = {-310, 310, -1_000_000_000})
  void refusesWhatIsTooOldOrFromTheFuture(long seconds) {
    long sent = Instant.now().getEpochSecond() + seconds;

    assertThat(send(Hooked.SECRET_A, fresh(), String.valueOf(sent), ONE).status()).isEqualTo(401);
  }

  @Test
  void saysTheSameWhateverIsWrongWithASignature() {
    String id = fresh();
    String now = String.valueOf(Instant.now().getEpochSecond());
    String good = sign(Hooked.SECRET_A, id, now, ONE);
    List<Answer> refused = new ArrayList<>();
    refused.add(post("purchase", id, now, "", ONE));
    refused.add(post("purchase", id, now, "v1,AAAA", ONE));
    refused.add(post("purchase", id, now, good, ONE.replace('1', '2')));
    refused.add(post("purchase", id + "x", now, good, ONE));
    refused.add(post("town", id, now, good, ONE));
    refused.add(post("none", id, now, good, ONE));
    refused.add(post("purchase", id, "soon", good, ONE));

    assertThat(refused).allMatch(answer -> answer.status() == 401);
    assertThat(refused.stream().map(answer -> answer.json().get("detail").asText()).distinct())
        .hasSize(1);
    assertThat(post("purchase", id, now, good, ONE).status()).isEqualTo(202);
  }

  @Test
  void refusesWhatIsTooLarge() {
    assertThat(send(Hooked.SECRET_A, fresh(), keys(1_001)).code()).isEqualTo("body-too-large");
    assertThat(send(Hooked.SECRET_A, fresh(), ONE + " ".repeat(ToldKeys.MAX_BYTES)).status())
        .isEqualTo(413);
  }

  @Test
  void turnsAwayWhatTheQueueDoesNotTakeAndTakesItLater() {
    status.pause(a.workspace(), "purchase");
    assertThat(send(Hooked.SECRET_A, fresh(), keys(60)).status()).isEqualTo(202);
    String id = fresh();
    Answer full = send(Hooked.SECRET_A, id, ONE);

    assertThat(full.status()).isEqualTo(429);
    assertThat(full.code()).isEqualTo("queue-full");
    assertThat(full.header("Retry-After")).isEqualTo("10");
    assertThat(send(Hooked.SECRET_B, fresh(), ONE).status()).as("another workspace").isEqualTo(202);

    resume();
    Await.until("room", () -> status.of(a.workspace()).behind() == 0);
    assertThat(send(Hooked.SECRET_A, id, ONE).json().get("accepted").asInt()).isEqualTo(1);
  }

  @Test
  void keepsAFloodInOneWorkspaceFromStarvingAnother() {
    status.pause(a.workspace(), "purchase");
    send(Hooked.SECRET_A, fresh(), keys(60));
    b.sql("UPDATE purchase SET note = 'In time.' WHERE id = 1");
    resume();
    send(Hooked.SECRET_B, fresh(), ONE);

    Await.until("B is read", () -> body(b, "1").contains("In time."));
    long left = status.of(a.workspace()).behind();
    System.out.printf("MEASURED flood: %d of 60 changes of A waited when B's was read%n", left);
    assertThat(left).isPositive();
    Await.until("A is read", () -> status.of(a.workspace()).behind() == 0);
  }

  @Test
  void readsTheRowsThatAnEventOfGithubNames() {
    a.sql("UPDATE purchase SET note = 'Merged.' WHERE id = 1");
    b.sql("UPDATE purchase SET note = 'Not told.' WHERE id = 1");
    String id = fresh();
    String event = "{\"action\": \"closed\", \"pull_request\": {\"number\": 1}}";

    assertThat(github(id, "pull_request", event).json().get("accepted").asInt()).isEqualTo(1);
    assertThat(github(id, "pull_request", event).json().get("duplicate").asBoolean()).isTrue();
    assertThat(github(fresh(), "ping", "{}").json().get("accepted").asInt()).isZero();
    Await.until("A is read", () -> body(a, "1").contains("Merged."));
    assertThat(body(b, "1")).contains("lantern");
  }

  @Test
  void refusesAnEventThatGithubDidNotSign() {
    Client sender = new Client(gateway, "");
    Answer refused = sender.send(event(fresh(), "pull_request", "{}", "sha256=00", sender));

    assertThat(refused.status()).isEqualTo(401);
    assertThat(refused.code()).isEqualTo("not-authenticated");
  }

  private Answer github(String id, String event, String body) {
    String signature =
        GithubSecret.of(Hooked.HUB).orElseThrow().sign(body.getBytes(StandardCharsets.UTF_8));
    Client sender = new Client(gateway, "");
    return sender.send(event(id, event, body, signature, sender));
  }

  private static HttpRequest event(
      String id, String event, String body, String signature, Client sender) {
    return sender
        .request("/v1/webhooks/purchase")
        .header("Content-Type", "application/json")
        .header("X-GitHub-Delivery", id)
        .header("X-GitHub-Event", event)
        .header("X-Hub-Signature-256", signature)
        .POST(BodyPublishers.ofString(body))
        .build();
  }

  private void resume() {
    Client.admin(gateway)
        .post(
            "/v1/admin/queue/resume",
            java.util.Optional.of("hooked-a"),
            "{\"source\": \"purchase\"}");
  }

  private static String fresh() {
    return "msg_" + UUID.randomUUID();
  }

  private static String keys(int count) {
    return IntStream.range(100, 100 + count)
        .mapToObj(String::valueOf)
        .collect(Collectors.joining(",", "{\"data\": {\"keys\": [", "]}}"));
  }

  private Answer send(String secret, String id, String body) {
    return send(secret, id, String.valueOf(Instant.now().getEpochSecond()), body);
  }

  private Answer send(String secret, String id, String timestamp, String body) {
    return post("purchase", id, timestamp, sign(secret, id, timestamp, body), body);
  }

  private static String sign(String secret, String id, String timestamp, String body) {
    return WebhookSecret.of(secret)
        .orElseThrow()
        .sign(id, timestamp, body.getBytes(StandardCharsets.UTF_8));
  }

  private Answer post(String source, String id, String timestamp, String signature, String body) {
    Client sender = new Client(gateway, "");
    return sender.send(
        sender
            .request("/v1/webhooks/" + source)
            .header("Content-Type", "application/json")
            .header("webhook-id", id)
            .header("webhook-timestamp", timestamp)
            .header("webhook-signature", signature)
            .POST(BodyPublishers.ofString(body))
            .build());
  }

  private String body(Shop shop, String key) {
    return corpus.find(shop.workspace(), ItemId.of("purchase", key)).map(Item::body).orElse("");
  }
}
