package dev.raghub;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.raghub.rest.Client;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Two gateways in two processes on one database: what an administrator does at the one holds at
/// the other within a second. Runs after packaging, on what was packaged.
class ReplicasIT {
  private static final Logger LOG = Logger.getLogger(ReplicasIT.class);
  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final int ROUNDS = 20;

  private static final GatewayServers SERVERS = new GatewayServers();
  private static final List<GatewayProcess> REPLICAS = new ArrayList<>();
  private static Client admin = new Client(URI.create("http://127.0.0.1"), "");
  private static Client other = admin;

  @BeforeAll
  static void startTwoReplicas() throws IOException {
    Map<String, String> settings = SERVERS.start();
    Path folder = Path.of(settings.get("raghub.test.folder"));
    for (String name : List.of("one", "two")) {
      REPLICAS.add(
          GatewayProcess.start(settings, Files.createDirectory(folder.resolve("replica-" + name))));
    }
    String key = Files.readString(Path.of(settings.get("raghub.keys.first-key-file"))).strip();
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
    JsonNode made = rotated(caller, 2);
    Client old = at(other, caller.key());

    assertThat(List.of(status(old), status(at(other, made)))).containsExactly(200, 200);
    Duration late =
        Duration.between(Instant.parse(made.get("replacedUntil").asText()), whenRefused(old));

    LOG.infof("the overlap's end is seen after %d ms", late.toMillis());
    assertThat(late).isBetween(Duration.ZERO, SECOND);
    assertThat(status(at(other, made))).isEqualTo(200);
  }

  /// From the end of what is done at the first replica to the first refusal at the other, which is
  /// asked without a pause all the while; zero where the refusal came first.
  private static Duration lag(Client caller, Runnable done) throws Exception {
    Client polled = at(other, caller.key());
    assertThat(status(polled)).isEqualTo(200);
    CountDownLatch polling = new CountDownLatch(1);
    CompletableFuture<Long> refused = new CompletableFuture<>();
    Thread.ofVirtual()
        .start(
            () -> {
              long until = System.nanoTime() + PATIENCE.toNanos();
              int status = status(polled);
              polling.countDown();
              while (status == 200 && System.nanoTime() < until) {
                status = status(polled);
              }
              refused.complete(status == 401 ? System.nanoTime() : Long.MAX_VALUE);
            });
    polling.await();
    done.run();
    long end = System.nanoTime();
    Duration lag = Duration.ofNanos(Math.max(0, refused.get() - end));
    assertThat(status(polled)).isEqualTo(401);
    return lag;
  }

  private static Instant whenRefused(Client polled) {
    Instant until = Instant.now().plus(PATIENCE);
    while (status(polled) == 200 && Instant.now().isBefore(until)) {
      Thread.onSpinWait();
    }
    return Instant.now();
  }

  private static void report(String what, List<Duration> lags) {
    Collections.sort(lags);
    LOG.infof(
        "%s is seen by the other replica after: median %d ms, at most %d ms, of %d",
        what, lags.get(lags.size() / 2).toMillis(), lags.getLast().toMillis(), lags.size());
    assertThat(lags.getLast()).isLessThan(SECOND);
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
