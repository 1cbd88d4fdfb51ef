package dev.raghub.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.raghub.GatewayServers;
import dev.raghub.rest.Client.Answer;
import io.modelcontextprotocol.client.McpClient;
import io.modelcontextprotocol.client.McpSyncClient;
import io.modelcontextprotocol.client.transport.HttpClientStreamableHttpTransport;
import io.modelcontextprotocol.spec.McpSchema.CallToolRequest;
import io.modelcontextprotocol.spec.McpSchema.TextContent;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Documents with labels and keys with labels: what a key may not read is nowhere in what it gets.
@QuarkusTest
@QuarkusTestResource(GatewayServers.class)
class ReadingRightsIT {
  private static final String QUESTION = "What is the salary of Ida Blom?";

  @TestHTTPResource URI gateway;

  private final String workspace = "rights-" + UUID.randomUUID().toString().substring(0, 8);
  private Client admin;
  private Client hr;
  private Client everybody;

  @BeforeEach
  void fillAWorkspace() {
    admin = Client.admin(gateway);
    admin.workspace(workspace);
    hr = reader(List.of("hr"));
    everybody = reader(List.of());
    push("blom", "Ida Blom", "Ida Blom leads the office in Ghent.", List.of());
    push("pay", "Salaries", "The salary of Ida Blom is 98213 crowns.", List.of("hr"));
    push("suit", "Lawsuit", "Ida Blom is sued by Zebravox.", List.of("legal"));
    push("both", "Warning", "Ida Blom was warned about Quaxel.", List.of("legal", "hr"));
  }

  private Client reader(List<String> labels) {
    Answer made = key(Map.of("name", "reader", "roles", List.of("query"), "labels", labels));
    assertThat(made.status()).as(made.body()).isEqualTo(201);
    return new Client(gateway, made.json().get("key").asText());
  }

  private Answer key(Map<String, Object> key) {
    Map<String, Object> bound = new HashMap<>(key);
    bound.putIfAbsent("workspaces", List.of(workspace));
    return admin.post("/v1/admin/keys", Optional.empty(), Client.text(bound));
  }

  private void push(String key, String title, String text, List<String> labels) {
    Answer put =
        admin.put(
            "/v1/documents/" + key,
            Optional.of(workspace),
            Client.text(Map.of("title", title, "text", text, "labels", labels)));
    assertThat(put.status()).as(put.body()).isBetween(200, 201);
  }

  private Answer post(Client client, String path, Map<String, Object> body) {
    return client.post(path, Optional.of(workspace), Client.text(body));
  }

  private JsonNode ask(Client client, String question) {
    Answer answer = post(client, "/v1/query", Map.of("question", question));
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    return answer.json();
  }

  private List<String> found(Client client, String question) {
    JsonNode passages =
        post(client, "/v1/retrieve", Map.of("question", question, "limit", 20))
            .json()
            .path("passages");
    List<String> keys = new ArrayList<>();
    passages.forEach(passage -> keys.add(passage.at("/citation/key").asText()));
    return keys;
  }

  @Test
  void findsWhatTheKeyMayReadAndNothingElse() {
    assertThat(found(admin, "Ida Blom")).contains("blom", "pay", "suit", "both");
    assertThat(found(hr, "Ida Blom")).contains("blom", "pay", "both").doesNotContain("suit");
    assertThat(found(everybody, "Ida Blom")).containsExactly("blom");
  }

  @Test
  void saysNothingOfTheRestAnywhere() {
    for (String question : List.of(QUESTION, "Who sued Ida Blom?", "Zebravox", "Quaxel")) {
      for (Map<String, Object> body :
          List.<Map<String, Object>>of(
              Map.of("question", question), Map.of("question", question, "explain", true))) {
        String answer = post(everybody, "/v1/query", body).everything();
        assertThat(answer.replace(question, "")).doesNotContain("98213", "Zebravox", "Quaxel");
      }
      String block =
          post(everybody, "/v1/retrieve", Map.of("question", question, "maxTokens", 800))
              .everything();
      assertThat(block.replace(question, "")).doesNotContain("98213", "Zebravox", "Quaxel");
      String streamed =
          post(everybody, "/v1/query/stream", Map.of("question", question)).everything();
      assertThat(streamed.replace(question, "")).doesNotContain("98213", "Zebravox", "Quaxel");
    }
  }

  @Test
  void showsADocumentOnlyToWhoMayReadIt() {
    assertThat(document(hr, "pay")).isEqualTo(200);
    assertThat(document(everybody, "pay")).isEqualTo(404);
    assertThat(document(hr, "suit")).isEqualTo(404);
    assertThat(document(hr, "both")).isEqualTo(200);
    assertThat(document(everybody, "blom")).isEqualTo(200);
    assertThat(everybody.get("/v1/documents/pay", Optional.of(workspace)).json().path("detail"))
        .isEqualTo(
            everybody.get("/v1/documents/nothing", Optional.of(workspace)).json().path("detail"));
  }

  @Test
  void countsOnlyWhatMayBeRead() {
    JsonNode all = described(admin);
    JsonNode some = described(hr);
    JsonNode plain = described(everybody);

    assertThat(List.of(size(all, "documents"), size(all, "chunks"))).containsExactly(4L, 4L);
    assertThat(List.of(size(some, "documents"), size(some, "chunks"))).containsExactly(3L, 3L);
    assertThat(List.of(size(plain, "documents"), size(plain, "chunks"))).containsExactly(1L, 1L);
    assertThat(size(plain, "entities")).isLessThan(size(some, "entities"));
    assertThat(size(some, "entities")).isLessThan(size(all, "entities"));
    assertThat(size(plain, "mentions")).isLessThan(size(some, "mentions"));
    assertThat(described(reader(List.of("hr", "legal")))).isEqualTo(all);
  }

  private JsonNode described(Client client) {
    return client.get("/v1/workspaces/" + workspace, Optional.empty()).json();
  }

  private static long size(JsonNode description, String of) {
    return description.path(of).asLong();
  }

  private int document(Client client, String key) {
    return client.get("/v1/documents/" + key, Optional.of(workspace)).status();
  }

  @Test
  void servesNoKeptAnswerToOtherRights() {
    JsonNode privileged = ask(hr, QUESTION);
    assertThat(privileged.path("answer").asText()).contains("98213");
    assertThat(ask(hr, QUESTION).at("/served/how").asText()).isEqualTo("exact");

    JsonNode plain = ask(everybody, QUESTION);
    assertThat(plain.at("/served/how").asText()).isEqualTo("miss");
    assertThat(plain.toString()).doesNotContain("98213");
    JsonNode all = ask(admin, QUESTION);
    assertThat(all.at("/served/how").asText()).isEqualTo("miss");
    assertThat(ask(reader(List.of("hr")), QUESTION).at("/served/how").asText()).isEqualTo("exact");
  }

  @Test
  void routesByWhatMayBeRead() {
    Client any = reader(List.of());
    for (String question : List.of("Who sued Ida Blom?", "Zebravox", "Quaxel")) {
      Answer answer =
          any.post("/v1/query", Optional.of("auto"), Client.text(Map.of("question", question)));
      assertThat(answer.status()).as(answer.body()).isEqualTo(200);
      assertThat(answer.everything().replace(question, ""))
          .doesNotContain("98213", "Zebravox", "Quaxel");
    }
    assertThat(
            hr.post("/v1/query", Optional.of("auto"), Client.text(Map.of("question", QUESTION)))
                .body())
        .contains("98213");
  }

  @Test
  void followsALabelThatIsGivenOrTaken() {
    assertThat(ask(everybody, "Who leads the office in Ghent?").path("answer").asText())
        .contains("Ida Blom");
    push("blom", "Ida Blom", "Ida Blom leads the office in Ghent.", List.of("board"));

    assertThat(ask(everybody, "Who leads the office in Ghent?").toString())
        .doesNotContain("Ida Blom leads");
    assertThat(found(everybody, "office in Ghent")).isEmpty();
    assertThat(document(everybody, "blom")).isEqualTo(404);

    push("blom", "Ida Blom", "Ida Blom leads the office in Ghent.", List.of());
    assertThat(found(everybody, "office in Ghent")).containsExactly("blom");
  }

  @Test
  void letsOthersReadAllAsBefore() {
    ask(everybody, QUESTION);
    found(hr, "Ida Blom");

    assertThat(found(admin, "Ida Blom")).contains("blom", "pay", "suit", "both");
    push("more", "More", "Ida Blom likes tea.", List.of("hr"));
    assertThat(found(everybody, "Ida Blom likes tea")).doesNotContain("more");
    assertThat(found(admin, "Ida Blom likes tea")).contains("more");
  }

  @Test
  void refusesToSuchKeysWhatSeesEverything() {
    assertThat(key(Map.of("name", "k", "roles", List.of("admin"), "labels", List.of("hr"))).code())
        .isEqualTo("invalid-request");
    assertThat(
            key(Map.of("name", "k", "roles", List.of("query", "ingest"), "labels", List.of("hr")))
                .code())
        .isEqualTo("invalid-request");
    assertThat(
            key(Map.of("name", "k", "roles", List.of("query"), "labels", List.of("no label")))
                .code())
        .isEqualTo("invalid-request");
    assertThat(hr.get("/v1/admin/graph/statistics", Optional.of(workspace)).status())
        .isEqualTo(403);
    assertThat(
            hr.put(
                    "/v1/documents/x",
                    Optional.of(workspace),
                    Client.text(Map.of("title", "x", "text", "y")))
                .status())
        .isEqualTo(403);
  }

  @Test
  void givesAgentsTheSameAndNoLookAtTheWhole() {
    McpSyncClient agent = agent(everybody);

    assertThat(told(agent, "search", Map.of("question", "Ida Blom")))
        .contains("Ghent")
        .doesNotContain("98213", "Zebravox", "Quaxel");
    assertThat(told(agent, "get_document", Map.of("key", "pay"))).contains("not-found");
    for (String tool : List.of("get_entity", "neighbours")) {
      assertThat(told(agent, tool, Map.of("entity", "Ida Blom"))).contains("forbidden");
    }
    assertThat(told(agent, "path", Map.of("from", "Ida Blom", "to", "Zebravox")))
        .contains("forbidden");
    agent.close();
  }

  private McpSyncClient agent(Client caller) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder().header("Authorization", "Bearer " + caller.key());
    McpSyncClient made =
        McpClient.sync(
                HttpClientStreamableHttpTransport.builder(gateway.toString())
                    .endpoint("/mcp")
                    .requestBuilder(request)
                    .build())
            .requestTimeout(Duration.ofMinutes(2))
            .build();
    made.initialize();
    return made;
  }

  private static String told(McpSyncClient agent, String tool, Map<String, Object> with) {
    var called = agent.callTool(CallToolRequest.builder(tool).arguments(with).build());
    return ((TextContent) called.content().getFirst()).text();
  }

  @Test
  void takesLabelsOfSourcesAndRows() throws IOException {
    String database = workspace.replace('-', '_');
    Client.sql("postgres", "CREATE DATABASE " + database);
    Client.sql(
        database,
        "CREATE TABLE note (id int PRIMARY KEY, title text NOT NULL, body text, seen_by text[], level text)",
        "INSERT INTO note VALUES (1, 'Open', 'The kettle is open.', NULL, NULL), "
            + "(2, 'Array', 'The kettle is an array.', '{hr,legal}', NULL), "
            + "(3, 'Odd', 'The kettle is odd.', NULL, 'Top Secret!'), "
            + "(4, 'List', 'The kettle is a list.', '{}', 'board, hr')");
    Path mapping = mapping(database);
    try {
      Runs.of(admin, workspace).ingest("{}");

      assertThat(rows(everybody)).containsExactly("1");
      assertThat(rows(hr)).containsExactlyInAnyOrder("1", "2", "4");
      assertThat(rows(reader(List.of("board"))))
          .containsExactlyInAnyOrder("1", "4", "1", "2", "3", "4");
      assertThat(rows(reader(List.of("secret-")))).containsExactlyInAnyOrder("1", "3");
      assertThat(ask(admin, "How many notes are there?").path("answer").asText()).contains("4");
      assertThat(ask(everybody, "How many notes are there?").has("computed")).isFalse();
      Client.sql(database, "UPDATE note SET level = NULL WHERE id = 3");
      Runs.of(admin, workspace).ingest("{}");
      assertThat(rows(everybody)).containsExactlyInAnyOrder("1", "3");
    } finally {
      Files.delete(mapping);
    }
  }

  private Path mapping(String database) throws IOException {
    System.setProperty("RIGHTS_USER", Client.setting("raghub.test.superuser"));
    System.setProperty("RIGHTS_PASSWORD", Client.setting("raghub.test.superuser-password"));
    Path folder = Files.createDirectories(Path.of(Client.setting("raghub.ingest.mappings")));
    return Files.writeString(
        folder.resolve(workspace + ".yaml"),
        """
            workspace: %s
            database: {url: "%s", user: "${RIGHTS_USER}", password: "${RIGHTS_PASSWORD}"}
            sources:
              - {name: note, table: note, key: [id], title: [title], text: [body], counts: true, label_columns: [seen_by, level]}
              - {name: sealed, table: note, key: [id], title: [title], text: [body], labels: [board]}
            """
            .formatted(workspace, Client.database(database)));
  }

  /// Of the table, without the documents beside it.
  private List<String> rows(Client client) {
    return found(client, "kettle").stream().filter(key -> key.matches("\\d+")).toList();
  }

  @Test
  void keepsTheLabelsOfAKeyThatIsRotated() {
    String id = hr.key().substring(0, "rh_".length() + 12);
    Answer made = admin.post("/v1/admin/keys/" + id + "/rotate", Optional.empty(), "{}");
    assertThat(made.status()).as(made.body()).isEqualTo(201);

    Client successor = new Client(gateway, made.json().get("key").asText());
    assertThat(found(successor, "Ida Blom")).contains("pay").doesNotContain("suit");
  }
}
