package dev.raghub.cache;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.raghub.GatewayServers;
import dev.raghub.rest.Client;
import dev.raghub.rest.Client.Answer;
import io.quarkus.redis.datasource.RedisDataSource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// A Redis that misbehaves: no question fails, and the cache comes back by itself.
@QuarkusTest
@QuarkusTestResource(GatewayServers.class)
class RedisFailuresIT {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @TestHTTPResource URI gateway;
  @Inject RedisDataSource redis;
  @Inject RedisGuard guard;

  private String workspace = "";
  private Client admin;

  @BeforeEach
  void fillAWorkspace() {
    workspace = "redis-" + UUID.randomUUID().toString().substring(0, 8);
    admin = Client.admin(gateway);
    admin.workspace(workspace);
    Answer pushed =
        admin.put(
            "/v1/documents/blom",
            Optional.of(workspace),
            Client.text(Map.of("title", "Ida Blom", "text", "Ida Blom leads the team in Ghent.")));
    assertThat(pushed.status()).as(pushed.body()).isEqualTo(201);
    awaitTheCache();
  }

  private String ask() {
    Answer answer =
        admin.post(
            "/v1/query",
            Optional.of(workspace),
            Client.text(Map.of("question", "Who leads the team in Ghent?")));
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    JsonNode json = answer.json();
    assertThat(json.get("answer").asText()).contains("Ida Blom");
    return json.at("/served/how").asText();
  }

  private void awaitTheCache() {
    Instant end = Instant.now().plus(PATIENCE);
    while (!ask().equals("exact")) {
      assertThat(Instant.now()).as("the cache comes back").isBefore(end);
    }
  }

  @Test
  void answersWhileRedisIsFrozen() throws Exception {
    String pid = setting("server", "process_id");
    signal("STOP", pid);
    try {
      for (int i = 0; i < 5; i++) {
        assertThat(ask()).isEqualTo("miss");
      }
      assertThat(guard.answers()).isFalse();
      assertThat(admin.delete("/v1/admin/cache", Optional.of(workspace)).code())
          .isEqualTo("cache-unavailable");
    } finally {
      signal("CONT", pid);
    }
    awaitTheCache();
    assertThat(guard.answers()).isTrue();
  }

  @Test
  void answersWhileRedisIsSlow() {
    redis.execute("CLIENT", "PAUSE", "10000");

    assertThat(ask()).isEqualTo("miss");

    awaitTheCache();
  }

  @Test
  void answersWhileRedisIsFull() {
    String policy = configured("maxmemory-policy");
    redis.execute("CONFIG", "SET", "maxmemory-policy", "noeviction");
    redis.execute("CONFIG", "SET", "maxmemory", "1");
    try {
      assertThat(ask()).isEqualTo("exact");
      admin.put(
          "/v1/documents/blom",
          Optional.of(workspace),
          Client.text(
              Map.of("title", "Ida Blom", "text", "Ida Blom leads the team in Ghent again.")));
      assertThat(ask()).isEqualTo("miss");
      assertThat(ask()).isEqualTo("miss");
    } finally {
      redis.execute("CONFIG", "SET", "maxmemory", "0");
      redis.execute("CONFIG", "SET", "maxmemory-policy", policy);
    }
    awaitTheCache();
  }

  @Test
  void answersWhileRedisRefusesToWrite() {
    redis.execute("CONFIG", "SET", "min-replicas-to-write", "1");
    try {
      admin.put(
          "/v1/documents/blom",
          Optional.of(workspace),
          Client.text(
              Map.of("title", "Ida Blom", "text", "Ida Blom leads the team in Ghent now.")));
      assertThat(ask()).isEqualTo("miss");
      assertThat(ask()).isEqualTo("miss");
    } finally {
      redis.execute("CONFIG", "SET", "min-replicas-to-write", "0");
    }
    awaitTheCache();
  }

  @Test
  void answersWhenRedisHasLostEverything() {
    redis.flushall();

    assertThat(ask()).isEqualTo("miss");
    assertThat(ask()).isEqualTo("exact");
  }

  @Test
  void answersWhenRedisDropsItsConnections() {
    redis.execute("CLIENT", "KILL", "TYPE", "normal", "SKIPME", "yes");

    ask();

    awaitTheCache();
  }

  private String setting(String section, String name) {
    return redis
        .execute("INFO", section)
        .toString()
        .lines()
        .filter(line -> line.startsWith(name + ":"))
        .map(line -> line.substring(name.length() + 1).strip())
        .findFirst()
        .orElseThrow();
  }

  private String configured(String name) {
    return redis.execute("CONFIG", "GET", name).get(name).toString();
  }

  private static void signal(String name, String pid) throws IOException, InterruptedException {
    assertThat(new ProcessBuilder("kill", "-" + name, pid).inheritIO().start().waitFor()).isZero();
  }
}
