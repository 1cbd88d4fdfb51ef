package dev.raghub.rest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.raghub.GatewayServers;
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
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What must not be learned by leaving the choice: a key of two workspaces and a third that holds
/// the question word for word.
@QuarkusTest
@QuarkusTestResource(GatewayServers.class)
class RoutingIsolationIT {
  private static final Optional<String> AUTO = Optional.of("auto");
  private static final String WORDS = "Which harbour does the ferry of the third leave from?";
  private static final List<String> PATHS =
      List.of("/v1/query", "/v1/query/stream", "/v1/retrieve", "/v1/chat/completions");

  @TestHTTPResource URI gateway;

  private final String run = UUID.randomUUID().toString().substring(0, 8);
  private final String one = "route-one-" + run;
  private final String two = "route-two-" + run;
  private final String third = "route-third-" + run;
  private final String canary = "zebravoxroute" + run;
  private Client admin;
  private Client bound;

  @BeforeEach
  void fillTwoOfThree() {
    admin = Client.admin(gateway);
    admin.workspace(one);
    admin.workspace(two);
    put(one, "cat", "Office cat", "The office cat is called Minka. She sleeps in a basket.");
    put(two, "ferry", "Ferry", "The ferry of the company leaves from the harbour at noon.");
    bound = admin.withKey(List.of("query"), one, two);
  }

  @Test
  void answersTheSameWhetherAForeignWorkspaceExistsOrNot() {
    List<String> before = PATHS.stream().map(path -> seen(ask(path, AUTO))).toList();
    String meters = meters();

    makeTheThird();

    assertThat(PATHS.stream().map(path -> seen(ask(path, AUTO))).toList()).isEqualTo(before);
    assertThat(meters()).isEqualTo(meters).doesNotContain(third);
    admin.delete("/v1/workspaces/" + third, Optional.empty());
    assertThat(PATHS.stream().map(path -> seen(ask(path, AUTO))).toList()).isEqualTo(before);
  }

  @Test
  void neverShowsARowOfAThirdWorkspaceThoughTheQuestionStandsInIt() {
    makeTheThird();

    for (String path : PATHS) {
      for (String where : List.of("auto", one + "," + two, two + "," + one)) {
        Answer answer = ask(path, Optional.of(where));

        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(answer.everything()).doesNotContain(canary).doesNotContain(third);
      }
    }
  }

  @Test
  void refusesAForeignNameInAListInTheWordsOfAMissingOne() {
    for (String path : PATHS) {
      String missing = seen(ask(path, Optional.of(one + "," + third)));
      assertThat(missing).startsWith("404").contains("workspace-not-found");
      assertThat(seen(ask(path, Optional.of(third + "," + one)))).isEqualTo(missing);
    }
    List<String> before =
        PATHS.stream().map(path -> seen(ask(path, Optional.of(one + "," + third)))).toList();

    makeTheThird();

    assertThat(PATHS.stream().map(path -> seen(ask(path, Optional.of(one + "," + third)))).toList())
        .isEqualTo(before);
    assertThat(before.getFirst()).doesNotContain(one);
  }

  @Test
  void refusesKeysWithoutTheRoleOrWithoutBeingOne() {
    Client ingesting = admin.withKey(List.of("ingest"), one, two);

    for (String path : PATHS) {
      assertThat(ask(ingesting, path, AUTO).status()).isEqualTo(403);
      assertThat(ask(admin.withoutKey(), path, AUTO).status()).isEqualTo(401);
    }
  }

  private void makeTheThird() {
    admin.workspace(third);
    put(third, "ferry", WORDS, WORDS + " From Kalundborg. " + canary);
  }

  /// All that the caller can tell, but for the time that things took and the ids of requests.
  private static String seen(Answer answer) {
    String stages = answer.header("Server-Timing").replaceAll(";dur=[0-9.]+", "");
    String headers =
        answer.headers().map().keySet().stream().sorted().collect(Collectors.joining(","));
    return "%d %s %s %s %s"
        .formatted(
            answer.status(),
            headers,
            stages,
            answer.header("X-Workspace"),
            timeless(answer.body()));
  }

  private static String timeless(String body) {
    return body.replaceAll("\"(id|requestId|request_id|created|age)\":\"?[^,\"}]+\"?", "");
  }

  /// Which meters there are, with their labels and without their values, as far as they are about
  /// routes.
  private String meters() {
    return admin
        .get("/q/metrics", Optional.empty())
        .body()
        .lines()
        .filter(line -> line.startsWith("raghub_routed"))
        .map(line -> line.replaceAll(" [0-9.E]+$", ""))
        .sorted()
        .collect(Collectors.joining("\n"));
  }

  private Answer ask(String path, Optional<String> where) {
    return ask(bound, path, where);
  }

  private static Answer ask(Client client, String path, Optional<String> where) {
    String body =
        path.equals("/v1/chat/completions")
            ? Client.text(
                Map.of(
                    "model",
                    "raghub",
                    "messages",
                    List.of(Map.of("role", "user", "content", WORDS))))
            : Client.text(Map.of("question", WORDS));
    return client.send(
        client
            .request(path)
            .header("Content-Type", "application/json")
            .header("Cache-Control", "no-store")
            .header("X-Workspace", where.orElseThrow())
            .POST(BodyPublishers.ofString(body))
            .build());
  }

  private void put(String workspace, String key, String title, String text) {
    String document = Client.text(Map.of("title", title, "text", text));
    Answer stored = admin.put("/v1/documents/" + key, Optional.of(workspace), document);
    assertThat(stored.status()).as(stored.body()).isEqualTo(201);
  }
}
