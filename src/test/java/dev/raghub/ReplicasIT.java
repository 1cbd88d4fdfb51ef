package dev.raghub;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.raghub.rest.Client;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Two gateways in two processes on one database: what an administrator does at the one holds at
/// the other for every request that begins afterwards. Runs after packaging, on what was packaged.
class ReplicasIT {
  private static final Logger LOG = Logger.getLogger(ReplicasIT.class);
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final int OVERLAP_SECONDS = 10;

  /// The wall's clock and the process' differ by this much at most.
  private static final Duration CLOCKS = Duration.ofMillis(100);

  private static final int ROUNDS = 20;
  private static final String CANARY = "zqxvkjwyfh";

  private static final GatewayServers SERVERS = new GatewayServers();
  private static final List<GatewayProcess> REPLICAS = new ArrayList<>();
  private static final Map<String, String> SETTINGS = new HashMap<>();
  private static Client admin = new Client(URI.create("http://127.0.0.1"), "");
  private static Client other = admin;
  private static Path folder = Path.of("");

  @BeforeAll
  static void startTwoReplicas() throws IOException {
    SETTINGS.putAll(SERVERS.start());
    SETTINGS.put("raghub.spend.upkeep", "500ms");
    folder = Path.of(SETTINGS.get("raghub.test.folder"));
    for (String name : List.of("one", "two")) {
      REPLICAS.add(
          GatewayProcess.start(SETTINGS, Files.createDirectory(folder.resolve("replica-" + name))));
    }
    String key = Files.readString(Path.of(SETTINGS.get("raghub.keys.first-key-file"))).strip();
    admin = new Client(REPLICAS.getFirst().url(), key);
    other = new Client(REPLICAS.getLast().url(), key);
  }

  @AfterAll
  static void stop() {
    REPLICAS.forEach(GatewayProcess::close);
    SERVERS.stop();
  }

  @Test
  void refusesARevokedKeyAtTheOtherReplicaWithinASecond() throws Exception {
    List<Duration> lags = new ArrayList<>();
    for (int round = 0; round < ROUNDS; round++) {
      Client caller = admin.withKey(List.of("query"));
      lags.add(
          lag(
              caller,
              () ->
                  assertThat(
                          admin.delete("/v1/admin/keys/" + id(caller), Optional.empty()).status())
                      .isEqualTo(204)));
    }

    report("a revocation", lags);
  }

  @Test
  void takesTheNewKeyAndRefusesTheOldOneAtTheOtherReplica() throws Exception {
    List<Duration> lags = new ArrayList<>();
    for (int round = 0; round < ROUNDS; round++) {
      Client caller = admin.withKey(List.of("query"));
      List<JsonNode> made = new ArrayList<>();
      lags.add(lag(caller, () -> made.add(rotated(caller, 0))));
      assertThat(status(at(other, made.getFirst()))).isEqualTo(200);
    }

    report("a rotation without overlap", lags);
  }

  @Test
  void takesBothKeysForTheOverlapAndThenTheNewOneOnly() throws Exception {
    Client caller = admin.withKey(List.of("query"));
    JsonNode made = rotated(caller, OVERLAP_SECONDS);
    Client old = at(other, caller.key());

    assertThat(List.of(status(old), status(at(other, made)))).containsExactly(200, 200);
    Instant end = Instant.parse(made.get("replacedUntil").asText());
    Duration ahead = Duration.between(Instant.now(), end);
    long due = System.nanoTime() + ahead.toNanos();
    assertThat(lastServed(old, () -> {}) - due)
        .as("served after the overlap's end")
        .isLessThan(CLOCKS.toNanos());
    assertThat(status(old)).isEqualTo(401);
    assertThat(status(at(other, made))).isEqualTo(200);
  }

  @Test
  void takesWhatWasErasedOutOfTheFilesOfTheOtherReplicaUnasked() throws Exception {
    String name = admin.workspace("erased-at-one");
    Optional<String> workspace = Optional.of(name);
    put(workspace, "cat", "The office cat is called " + CANARY + ".");
    put(workspace, "dog", "The office dog is called Rex.");
    assertThat(ask(workspace, "What is the office cat called?")).contains(CANARY);
    assertThat(holds(name, CANARY)).isTrue();

    Client.Answer erased =
        admin.post("/v1/admin/erasures", workspace, Client.text(Map.of("key", "cat")));
    assertThat(erased.status()).as(erased.body()).isEqualTo(200);

    await(() -> !holds(name, CANARY));
    assertThat(holds(name, "rex")).isTrue();
    assertThat(ask(workspace, "What is the office dog called?")).contains("Rex");

    assertThat(admin.delete("/v1/workspaces/" + name, Optional.empty()).status()).isEqualTo(204);

    await(() -> !Files.exists(files(name)));
  }

  @Test
  void startsWhileOthersWriteVectors() throws Exception {
    try (Connection busy =
            DriverManager.getConnection(
                SETTINGS.get("raghub.database.url"),
                SETTINGS.get("raghub.test.superuser"),
                SETTINGS.get("raghub.test.superuser-password"));
        Statement statement = busy.createStatement()) {
      busy.setAutoCommit(false);
      statement.execute(
          "DO $$ BEGIN LOCK TABLE passage_vector, vector_projection IN ROW EXCLUSIVE MODE; "
              + "EXCEPTION WHEN undefined_table THEN NULL; END $$");
      try (GatewayProcess third =
          GatewayProcess.start(SETTINGS, Files.createDirectory(folder.resolve("replica-three")))) {
        assertThat(status(new Client(third.url(), admin.key()))).isEqualTo(200);
      }
    }
  }

  private static void put(Optional<String> workspace, String key, String text) {
    String document = Client.text(Map.of("title", "Office", "text", text));
    assertThat(admin.put("/v1/documents/" + key, workspace, document).status()).isEqualTo(201);
  }

  private static String ask(Optional<String> workspace, String question) {
    return other.post("/v1/query", workspace, Client.text(Map.of("question", question))).body();
  }

  /// Whether a file of the other replica's indexes holds a term.
  private static boolean holds(String workspace, String term) {
    try (var all = Files.walk(files(workspace))) {
      for (Path file : all.filter(Files::isRegularFile).toList()) {
        if (Files.readString(file, StandardCharsets.ISO_8859_1).contains(term)) {
          return true;
        }
      }
      return false;
    } catch (IOException | UncheckedIOException moving) {
      // It rewrites its files while they are looked through.
      return true;
    }
  }

  private static Path files(String workspace) {
    return folder.resolve("replica-two").resolve("index").resolve(workspace);
  }

  private static void await(BooleanSupplier condition) throws InterruptedException {
    Instant until = Instant.now().plus(PATIENCE);
    while (!condition.getAsBoolean()) {
      assertThat(Instant.now()).isBefore(until);
      Thread.sleep(50);
    }
  }

  /// From the end of what is done at the first replica to the first refusal at the other, which is
  /// asked without a pause all the while; zero where the refusal came first. No question that
  /// begins after that end is served.
  private static Duration lag(Client caller, Runnable done) throws Exception {
    Client polled = at(other, caller.key());
    assertThat(status(polled)).isEqualTo(200);
    CountDownLatch polling = new CountDownLatch(1);
    CompletableFuture<Long> lastServed = new CompletableFuture<>();
    AtomicLong refused = new AtomicLong();
    Thread.ofVirtual()
        .start(
            () -> {
              long last = lastServed(polled, polling::countDown);
              refused.set(System.nanoTime());
              lastServed.complete(last);
            });
    polling.await();
    done.run();
    long end = System.nanoTime();
    assertThat(lastServed.get() - end).as("the last that was served, after the end").isNegative();
    assertThat(status(polled)).isEqualTo(401);
    return Duration.ofNanos(Math.max(0, refused.get() - end));
  }

  /// When the last question began that was served.
  private static long lastServed(Client polled, Runnable asked) {
    long until = System.nanoTime() + PATIENCE.toNanos();
    long began = System.nanoTime();
    long last = began;
    while (status(polled) == 200 && began < until) {
      asked.run();
      last = began;
      began = System.nanoTime();
    }
    asked.run();
    return last;
  }

  private static void report(String what, List<Duration> lags) {
    Collections.sort(lags);
    LOG.infof(
        "%s is seen by the other replica after: median %d ms, at most %d ms, of %d",
        what, lags.get(lags.size() / 2).toMillis(), lags.getLast().toMillis(), lags.size());
  }

  private static JsonNode rotated(Client caller, int overlapSeconds) {
    Client.Answer made =
        admin.post(
            "/v1/admin/keys/" + id(caller) + "/rotate",
            Optional.empty(),
            Client.text(Map.of("overlapSeconds", overlapSeconds)));
    assertThat(made.status()).as(made.body()).isEqualTo(201);
    return made.json();
  }

  private static Client at(Client replica, JsonNode made) {
    return at(replica, made.get("key").asText());
  }

  private static Client at(Client replica, String key) {
    return new Client(replica.gateway(), key);
  }

  private static int status(Client caller) {
    return caller.get("/v1/workspaces", Optional.empty()).status();
  }

  private static String id(Client caller) {
    return caller.key().substring(0, "rh_".length() + 12);
  }
}
