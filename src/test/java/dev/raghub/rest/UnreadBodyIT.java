package dev.raghub.rest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.raghub.GatewayServers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Who is still sending when the answer is known reads the answer, and meets no broken connection.
@QuarkusTest
@QuarkusTestResource(GatewayServers.class)
class UnreadBodyIT {
  /// One in three was broken, one in thirty where the machine had nothing else to do.
  private static final int TIMES = 20;

  private static final String JSON = "application/json";

  @TestHTTPResource URI gateway;

  private Client admin;
  private String workspace;

  @BeforeEach
  void makeAWorkspace() {
    admin = Client.admin(gateway);
    workspace = admin.workspace("unread-" + UUID.randomUUID().toString().substring(0, 8));
  }

  @ParameterizedTest
  @CsvSource({
    "PUT, /v1/documents/a, application/json, 4194305",
    "PUT, /v1/documents/a, application/json, 30000000",
    "PUT, /v1/files/a, text/plain, 20971521",
    "POST, /v1/query, application/json, 4194305",
    "POST, /mcp, application/json, 4194305"
  })
  void saysThatABodyIsTooLarge(String method, String path, String type, int bytes) {
    byte[] body = body(bytes);

    assertThatAllGet(413, request(admin, method, path, type, announced(body)));
    assertThatAllGet(413, request(admin, method, path, type, unannounced(body)));
  }

  @ParameterizedTest
  @CsvSource({
    "PUT, /v1/files/a, text/plain, 20000000",
    "PUT, /v1/documents/a, application/json, 4000000",
    "POST, /mcp, application/json, 4000000"
  })
  void saysThatThereIsNoKey(String method, String path, String type, int bytes) {
    Client nobody = admin.withoutKey();
    byte[] body = body(bytes);

    assertThatAllGet(401, request(nobody, method, path, type, announced(body)));
    assertThatAllGet(401, request(nobody, method, path, type, unannounced(body)));
  }

  @Test
  void leavesTheOtherRequestsOfItsConnectionAlone() throws IOException, InterruptedException {
    try (HttpClient two = HttpClient.newBuilder().version(HttpClient.Version.HTTP_2).build()) {
      HttpRequest small = admin.request("/v1/workspaces").build();
      HttpRequest large =
          request(admin, "PUT", "/v1/documents/a", JSON, announced(body(5_000_000)));
      assertThat(two.send(small, BodyHandlers.ofString()).version())
          .isEqualTo(HttpClient.Version.HTTP_2);
      for (int i = 0; i < TIMES; i++) {
        HttpResponse<String> refused = two.send(large, BodyHandlers.ofString());

        assertThat(refused.statusCode()).isEqualTo(413);
        assertThat(refused.body()).contains("body-too-large");
        assertThat(two.send(small, BodyHandlers.ofString()).statusCode()).isEqualTo(200);
      }
    }
  }

  /// JSON, but for its number of bytes.
  private static byte[] body(int bytes) {
    String around = "{\"title\": \"a\", \"text\": \"%s\"}";
    return around
        .formatted("a".repeat(bytes - around.length() + 2))
        .getBytes(StandardCharsets.UTF_8);
  }

  private static BodyPublisher announced(byte[] body) {
    return BodyPublishers.ofByteArray(body);
  }

  private static BodyPublisher unannounced(byte[] body) {
    return BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body));
  }

  private void assertThatAllGet(int status, HttpRequest request) {
    for (int i = 0; i < TIMES; i++) {
      assertThat(admin.send(request).status()).isEqualTo(status);
    }
  }

  private HttpRequest request(
      Client client, String method, String path, String type, BodyPublisher body) {
    return client
        .request(path)
        .header("X-Workspace", workspace)
        .header("Content-Type", type)
        .method(method, body)
        .build();
  }
}
