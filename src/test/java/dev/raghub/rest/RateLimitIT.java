package dev.raghub.rest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.raghub.GatewayServers;
import dev.raghub.rest.Client.Answer;
import io.quarkus.redis.datasource.RedisDataSource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Limits at the doors of a running gateway: each limit at n and n + 1.
@QuarkusTest
@QuarkusTestResource(GatewayServers.class)
class RateLimitIT {
  private static final Optional<String> NOWHERE = Optional.empty();
  private static final String SEARCH =
      "{\"question\": \"Who leads the team in Ghent?\", \"maxTokens\": 100}";
  private static final String TOOL =
      "{\"jsonrpc\": \"2.0\", \"id\": 1, \"method\": \"tools/call\", \"params\": {\"name\": \"list_workspaces\", \"arguments\": {}}}";

  @TestHTTPResource URI gateway;
  @Inject RedisDataSource redis;

  private Client admin;
  private String workspace = "";

  @BeforeEach
  void fillAWorkspace() {
    admin = Client.admin(gateway);
    workspace = admin.workspace("limit-" + UUID.randomUUID().toString().substring(0, 8));
    admin.put(
        "/v1/documents/blom",
        Optional.of(workspace),
        Client.text(Map.of("title", "Ida Blom", "text", "Ida Blom leads the team in Ghent.")));
  }

  @Test
  void takesNRequestsAndRefusesTheNext() {
    Client caller = limited(Map.of("requestsPerMinute", 3));
    for (int left = 2; left >= 0; left--) {
      Answer answer = caller.get("/v1/workspaces", NOWHERE);
      assertThat(answer.status()).isEqualTo(200);
      assertThat(answer.header("RateLimit-Limit")).isEqualTo("3");
      assertThat(answer.header("RateLimit-Remaining")).isEqualTo(String.valueOf(left));
      assertThat(answer.header("RateLimit-Policy")).isEqualTo("3;w=60;comment=\"requests\"");
    }

    Answer refused = caller.get("/v1/workspaces", NOWHERE);

    assertThat(refused.status()).isEqualTo(429);
    assertThat(refused.code()).isEqualTo("rate-limited");
    assertThat(refused.isProblem()).isTrue();
    assertThat(refused.header("RateLimit-Remaining")).isEqualTo("0");
    assertThat(Integer.parseInt(refused.header("Retry-After"))).isBetween(1, 20);
    assertThat(Integer.parseInt(refused.header("RateLimit-Reset"))).isBetween(40, 60);
  }

  @Test
  void leavesAKeyWithoutLimitsAlone() {
    Answer answer = limited(Map.of()).get("/v1/workspaces", NOWHERE);

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.header("RateLimit-Limit")).isEmpty();
  }

  @Test
  void countsEveryDoorTogether() {
    Client caller = limited(Map.of("requestsPerMinute", 3));

    assertThat(caller.get("/v1/workspaces", NOWHERE).status()).isEqualTo(200);
    assertThat(caller.get("/v1/models", NOWHERE).status()).isEqualTo(200);
    assertThat(tool(caller)).contains(workspace);

    assertThat(tool(caller)).contains("rate-limited: ").contains("\"isError\":true");
    Answer openai = caller.get("/v1/models", NOWHERE);
    assertThat(openai.status()).isEqualTo(429);
    assertThat(openai.json().at("/error/type").asText()).isEqualTo("rate_limit_error");
    assertThat(openai.json().at("/error/code").asText()).isEqualTo("rate-limited");
    assertThat(caller.post("/v1/query/stream", NOWHERE, "{\"question\": \"a\"}").status())
        .isEqualTo(429);
  }

  @Test
  void countsARequestOnceThoughItsRouteAsksTwice() {
    Client caller = limited(Map.of("requestsPerMinute", 5));

    assertThat(caller.get("/v1/usage", NOWHERE).header("RateLimit-Remaining")).isEqualTo("4");
  }

  @Test
  void countsRequestsThatLackTheRole() {
    Client caller = limited(Map.of("requestsPerMinute", 1));

    assertThat(caller.get("/v1/admin/keys", NOWHERE).status()).isEqualTo(403);
    assertThat(caller.get("/v1/admin/keys", NOWHERE).status()).isEqualTo(429);
  }

  @Test
  void refusesOnceTheTokensOfABlockAreUsed() {
    Client caller = limited(Map.of("tokensPerMinute", 10));

    Answer first = caller.post("/v1/retrieve", NOWHERE, SEARCH);
    assertThat(first.status()).isEqualTo(200);
    assertThat(first.json().at("/block/tokens").asInt()).isGreaterThan(10);

    assertThat(caller.post("/v1/retrieve", NOWHERE, SEARCH).code()).isEqualTo("rate-limited");
  }

  @Test
  void chargesEmbeddings() {
    Client caller = limited(Map.of("tokensPerMinute", 2));
    String body = "{\"model\": \"raghub-embedding\", \"input\": \"a lighthouse at noon\"}";

    assertThat(caller.post("/v1/embeddings", NOWHERE, body).status()).isEqualTo(200);
    assertThat(caller.post("/v1/embeddings", NOWHERE, body).status()).isEqualTo(429);
  }

  @Test
  void changesLimitsFromTheNextRequestOn() {
    Client caller = limited(Map.of("requestsPerMinute", 1));
    String key = "/v1/admin/keys/" + caller.key().substring(0, "rh_".length() + 12);
    caller.get("/v1/workspaces", NOWHERE);
    assertThat(caller.get("/v1/workspaces", NOWHERE).status()).isEqualTo(429);

    assertThat(patch(key, "{\"requestsPerMinute\": 100}")).isEqualTo(204);
    assertThat(caller.get("/v1/workspaces", NOWHERE).header("RateLimit-Limit")).isEqualTo("100");
    assertThat(patch(key, "{\"tokensPerMinute\": 9}")).isEqualTo(204);
    assertThat(caller.get("/v1/workspaces", NOWHERE).header("RateLimit-Policy"))
        .isEqualTo("100;w=60;comment=\"requests\", 9;w=60;comment=\"tokens\"");
    assertThat(patch(key, "{\"requestsPerMinute\": null, \"tokensPerMinute\": null}"))
        .isEqualTo(204);
    assertThat(caller.get("/v1/workspaces", NOWHERE).header("RateLimit-Limit")).isEmpty();
    for (String wrong : List.of("0", "1.5", "\"5\"", "1000001", "99999999999")) {
      assertThat(patch(key, "{\"requestsPerMinute\": %s}".formatted(wrong))).isEqualTo(400);
    }
  }

  @Test
  void countsAloneWhileRedisIsAwayAndSaysSo() {
    Client caller = limited(Map.of("requestsPerMinute", 2));
    redis.execute("CLIENT", "PAUSE", "10000");

    Answer first = caller.get("/v1/workspaces", NOWHERE);
    Answer second = caller.get("/v1/workspaces", NOWHERE);
    Answer third = caller.get("/v1/workspaces", NOWHERE);

    assertThat(List.of(first.status(), second.status(), third.status()))
        .containsExactly(200, 200, 429);
    assertThat(first.header("X-RateLimit-Scope")).isEqualTo("node");
    assertThat(admin.get("/q/metrics", NOWHERE).body()).contains("raghub_limits_away_total");
    long patience = System.nanoTime() + 30_000_000_000L;
    while (limited(Map.of("requestsPerMinute", 2))
        .get("/v1/workspaces", NOWHERE)
        .header("X-RateLimit-Scope")
        .equals("node")) {
      assertThat(System.nanoTime()).as("Redis counts again").isLessThan(patience);
    }
  }

  private int patch(String path, String body) {
    return admin.send("PATCH", path, NOWHERE, BodyPublishers.ofString(body)).status();
  }

  private String tool(Client caller) {
    return caller
        .send(
            caller
                .request("/mcp")
                .header("Content-Type", "application/json")
                .header("Accept", "application/json, text/event-stream")
                .header("Mcp-Session-Id", session(caller))
                .POST(BodyPublishers.ofString(TOOL))
                .build())
        .body();
  }

  private static String session(Client caller) {
    return caller
        .send(
            caller
                .request("/mcp")
                .header("Content-Type", "application/json")
                .header("Accept", "application/json, text/event-stream")
                .POST(
                    BodyPublishers.ofString(
                        "{\"jsonrpc\": \"2.0\", \"id\": 1, \"method\": \"initialize\", \"params\": {\"protocolVersion\": \"2025-06-18\", \"capabilities\": {}, \"clientInfo\": {\"name\": \"t\", \"version\": \"1\"}}}"))
                .build())
        .header("Mcp-Session-Id");
  }

  private Client limited(Map<String, Integer> limits) {
    Map<String, Object> wanted = new HashMap<>(limits);
    wanted.put("name", "limited");
    wanted.put("roles", List.of("query"));
    wanted.put("workspaces", List.of(workspace));
    return new Client(
        gateway,
        admin.post("/v1/admin/keys", NOWHERE, Client.text(wanted)).json().get("key").asText());
  }
}
