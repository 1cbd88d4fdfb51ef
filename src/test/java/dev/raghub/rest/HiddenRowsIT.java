package dev.raghub.rest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.raghub.GatewayServers;
import dev.raghub.rest.Client.Answer;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Whether a caller with labels can tell that there are rows which it may not read: everything that
/// it may call is called before and after they are written.
@QuarkusTest
@QuarkusTestResource(GatewayServers.class)
class HiddenRowsIT {
  private static final Pattern ROW = Pattern.compile("\"key\":\"[^\"]*\",\"version\":[0-9]+");

  @TestHTTPResource URI gateway;

  private final String workspace = "hidden-" + UUID.randomUUID().toString().substring(0, 8);
  private Client admin;
  private Client red;

  @BeforeEach
  void fillAWorkspace() {
    admin = Client.admin(gateway);
    admin.workspace(workspace);
    push("same-key", "The lighthouse has a tower. Its password is known to Ida Blom.", List.of());
    push("red-key", "The password of the lighthouse is heron.", List.of("red"));
    String key =
        Client.text(
            Map.of(
                "name", "reader",
                "roles", List.of("query"),
                "workspaces", List.of(workspace),
                "labels", List.of("red")));
    red =
        new Client(
            gateway,
            admin.post("/v1/admin/keys", Optional.empty(), key).json().get("key").asText());
  }

  private void push(String key, String text, List<String> labels) {
    String document =
        Client.text(
            Map.of("title", "Lighthouse", "text", text, "names", List.of(key), "labels", labels));
    Answer put = admin.put("/v1/documents/" + key, Optional.of(workspace), document);
    assertThat(put.status()).as(put.body()).isEqualTo(201);
  }

  @Test
  void looksTheSameWhetherHiddenRowsExistOrNot() {
    Map<String, String> before = seen();

    for (int i = 0; i < 5; i++) {
      push(
          "blue-" + i,
          "The password of the lighthouse is gannet %d. Ida Blom told Nora Quist.".formatted(i),
          List.of("blue"));
    }

    assertThat(admin.get("/v1/documents/blue-4", Optional.of(workspace)).status()).isEqualTo(200);
    Map<String, String> after = seen();
    before.forEach((call, answer) -> assertThat(after.get(call)).as(call).isEqualTo(answer));
  }

  /// By operation, what comes of it; and what is said of rows that will be hidden.
  private Map<String, String> seen() {
    Map<String, String> seen = new LinkedHashMap<>();
    for (Operation known : Operation.KNOWN) {
      Operation call = known.with("{key}", "same-key").with("{name}", workspace).with("{id}", "1");
      seen.put(known.name(), timeless(send(call.method(), call.path(), call.body())));
    }
    seen.put("a hidden document", timeless(send("GET", "/v1/documents/blue-1", "")));
    seen.put("auto", timeless(auto()));
    return seen;
  }

  private Answer send(String method, String path, String body) {
    return send(method, path, body, workspace);
  }

  private Answer auto() {
    return send("POST", "/v1/query", "{\"question\": \"Who is Nora Quist?\"}", "auto");
  }

  private Answer send(String method, String path, String body, String where) {
    BodyPublisher sent = body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body);
    return red.send(
        red.request(path)
            .header("Content-Type", "application/json")
            .header("X-Workspace", where)
            .header("Cache-Control", "no-store")
            .method(method, sent)
            .build());
  }

  /// Without ids of requests and times. How rare a word is, is counted over all rows
  /// (docs/rights.md), so of what is found only the rows are compared, and of the rest everything.
  private static String timeless(Answer answer) {
    String body =
        answer.body().contains("\"citation")
            ? ROW.matcher(answer.body())
                .results()
                .map(MatchResult::group)
                .sorted()
                .distinct()
                .toList()
                .toString()
            : answer.body().replaceAll("\"(id|requestId|request_id|created)\":\"?[^,\"}]+\"?", "");
    return answer.status()
        + " "
        + answer.headers().map().keySet().stream().sorted().toList()
        + " "
        + body;
  }
}
