package dev.raghub.mcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.raghub.GatewayServers;
import dev.raghub.model.TokenCounters;
import dev.raghub.rest.Client;
import dev.raghub.rest.Client.Answer;
import io.modelcontextprotocol.client.McpClient;
import io.modelcontextprotocol.client.McpSyncClient;
import io.modelcontextprotocol.client.transport.HttpClientStreamableHttpTransport;
import io.modelcontextprotocol.spec.McpSchema.CallToolRequest;
import io.modelcontextprotocol.spec.McpSchema.CallToolResult;
import io.modelcontextprotocol.spec.McpSchema.TextContent;
import io.modelcontextprotocol.spec.McpSchema.Tool;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// The official MCP client, unchanged, against the gateway. Two workspaces with the same keys; the
/// second's texts hold a word that may never be seen from the first.
@QuarkusTest
@QuarkusTestResource(GatewayServers.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class McpIT {
  private static final String INITIALIZE =
      "{\"jsonrpc\": \"2.0\", \"id\": 1, \"method\": \"initialize\", \"params\": {\"protocolVersion\": \"2025-06-18\", \"capabilities\": {}, \"clientInfo\": {\"name\": \"t\", \"version\": \"1\"}}}";

  /// Every tool there is, with what it is called with.
  private static final Map<String, Map<String, Object>> TOOLS =
      Map.of(
          "list_workspaces", Map.of(),
          "search", Map.of("question", "Who leads the team in Ghent?"),
          "ask", Map.of("question", "Who leads the team in Ghent?"),
          "get_document", Map.of("key", "blom"),
          "get_entity", Map.of("entity", "Ida Blom"),
          "neighbours", Map.of("entity", "Ida Blom"),
          "path", Map.of("from", "Ida Blom", "to", "Nora Quist"));

  @TestHTTPResource URI gateway;

  private final String run = UUID.randomUUID().toString().substring(0, 8);
  private final String mine = "mcp-mine-" + run;
  private final String theirs = "mcp-theirs-" + run;
  private final String canary = "zebravoxmcp" + run;
  private Client admin;
  private McpSyncClient client;

  @BeforeAll
  void fillTwoWorkspaces() {
    admin = Client.admin(gateway);
    fill(mine, "");
    fill(theirs, " " + canary);
    client = connected(admin.withKey(List.of("query"), mine).key(), Optional.empty());
  }

  @AfterAll
  void disconnect() {
    client.close();
  }

  private void fill(String workspace, String word) {
    admin.workspace(workspace);
    push(workspace, "blom", "Ida Blom", "Ida Blom leads the team in Ghent since 2019." + word);
    push(workspace, "quist", "Nora Quist", "Nora Quist met Ida Blom in Oslo." + word);
  }

  private void push(String workspace, String key, String title, String text) {
    Answer pushed =
        admin.put(
            "/v1/documents/" + key,
            Optional.of(workspace),
            Client.text(Map.of("title", title, "text", text)));
    assertThat(pushed.status()).as(pushed.body()).isEqualTo(201);
  }

  private McpSyncClient connected(String key, Optional<String> workspace) {
    HttpRequest.Builder request = HttpRequest.newBuilder().header("Authorization", "Bearer " + key);
    workspace.ifPresent(name -> request.header("X-Workspace", name));
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

  private static CallToolResult call(McpSyncClient client, String tool, Map<String, Object> with) {
    return client.callTool(CallToolRequest.builder(tool).arguments(with).build());
  }

  private static Map<String, Object> in(String workspace, Map<String, Object> arguments) {
    Map<String, Object> all = new LinkedHashMap<>(arguments);
    all.put("workspace", workspace);
    return all;
  }

  private static String text(CallToolResult result) {
    return ((TextContent) result.content().getFirst()).text();
  }

  private String told(String tool, Map<String, Object> with) {
    CallToolResult result = call(client, tool, with);
    assertThat(result.isError()).as(text(result)).isNotEqualTo(true);
    return text(result);
  }

  private String refused(String tool, Map<String, Object> with) {
    CallToolResult result = call(client, tool, with);
    assertThat(result.isError()).as(text(result)).isTrue();
    return text(result);
  }

  @Test
  void introducesItselfWithItsTools() {
    assertThat(client.getServerInfo().name()).isEqualTo("raghub");
    assertThat(client.getServerInstructions()).contains("search");
    assertThat(client.listTools().tools())
        .extracting(Tool::name)
        .containsExactlyInAnyOrderElementsOf(TOOLS.keySet());
  }

  @Test
  void listsTheWorkspacesOfTheKey() {
    assertThat(told("list_workspaces", Map.of())).isEqualTo(mine);
  }

  @Test
  void searchesAndAnswers() {
    assertThat(told("search", TOOLS.get("search")))
        .contains("Ida Blom leads the team in Ghent since 2019.")
        .contains("documents:blom");
    assertThat(told("ask", TOOLS.get("ask")))
        .startsWith("Ida Blom leads the team in Ghent since 2019. [1]")
        .contains("[1] Ida Blom (documents:blom v1)");
  }

  @Test
  void readsADocument() {
    assertThat(told("get_document", Map.of("key", "blom")))
        .isEqualTo(
            "Ida Blom (documents:blom v1, document)\nIda Blom leads the team in Ghent since 2019.");
    assertThat(refused("get_document", Map.of("key", "none")))
        .isEqualTo("not-found: there is no such row or document");
  }

  @Test
  void walksTheGraph() {
    assertThat(told("get_entity", Map.of("entity", "documents:blom")))
        .startsWith(
            "Ida Blom (row)\nalso: ida blom\nis 1 passage(s):\n- documents:blom v1 Ida Blom:");
    assertThat(told("get_entity", Map.of("entity", "ida blom")))
        .contains("is mentioned in 1 passage(s):\n- documents:quist v1 Nora Quist: Nora Quist met");
    assertThat(told("neighbours", Map.of("entity", "Ida Blom")))
        .contains("nora quist (name), 1 passage(s), such as documents:quist");
    assertThat(told("path", TOOLS.get("path")))
        .isEqualTo("ida blom\n  in documents:quist: Nora Quist met Ida Blom in Oslo.\nnora quist");
    assertThat(refused("get_entity", Map.of("entity", "Nobody Here")))
        .startsWith("not-found: 'entity' is neither a name nor a source:key of this workspace");
  }

  @Test
  void staysUnderTheCeiling() {
    push(mine, "long", "Long", "The tide is high at noon today and low at dusk. ".repeat(500));
    TokenCounters counters = new TokenCounters();

    String part = told("get_document", Map.of("key", "long"));

    assertThat(counters.of("openai").count(part)).isBetween(900, 1_000);
    assertThat(part).containsPattern("… \\(goes on: from=[0-9]+ of 2[0-9]{4}\\)$");
    int next = Integer.parseInt(part.replaceFirst("(?s).*from=([0-9]+).*", "$1"));
    assertThat(told("get_document", Map.of("key", "long", "from", next)))
        .startsWith("Long (documents:long v1, document)\n");
    assertThat(
            counters
                .of("openai")
                .count(told("search", Map.of("question", "tide", "maxTokens", 100))))
        .isLessThanOrEqualTo(100);
    admin.delete("/v1/documents/long", Optional.of(mine));
  }

  @Test
  void saysWhatIsWrongWithAnArgument() {
    assertThat(refused("ask", Map.of("question", " ")))
        .startsWith("invalid-request: 'question' has");
    assertThat(refused("search", Map.of("question", "a", "maxTokens", 99)))
        .isEqualTo("invalid-request: 'maxTokens' is 99; expected 100 to 32000");
    assertThat(refused("neighbours", Map.of("entity", "Ida Blom", "limit", 101)))
        .isEqualTo("invalid-request: 'limit' is 101; expected 1 to 100");
    assertThat(refused("path", Map.of("from", "Ida Blom", "to", "Nora Quist", "maxSteps", 13)))
        .isEqualTo("invalid-request: 'maxSteps' is 13; expected 1 to 12");
    assertThat(refused("get_document", Map.of("key", "blom", "from", -1)))
        .startsWith("invalid-request: 'from' is -1");
  }

  @Test
  void refusesAForeignWorkspaceExactlyLikeAMissingOne() {
    for (Map.Entry<String, Map<String, Object>> tool : TOOLS.entrySet()) {
      if (!tool.getKey().equals("list_workspaces")) {
        String foreign = refused(tool.getKey(), in(theirs, tool.getValue()));

        assertThat(foreign)
            .isEqualTo("workspace-not-found: there is no such workspace")
            .isEqualTo(refused(tool.getKey(), in("no-such-workspace", tool.getValue())));
        assertThat(told(tool.getKey(), in(mine, tool.getValue()))).doesNotContain(canary);
      }
    }
  }

  @Test
  void takesTheWorkspaceOfTheHeaderAndNoOtherBesideIt() {
    String key = admin.withKey(List.of("query"), mine, theirs).key();
    try (McpSyncClient bound = connected(key, Optional.of(theirs))) {
      assertThat(text(call(bound, "get_document", Map.of("key", "blom")))).contains(canary);
      assertThat(text(call(bound, "get_document", in(mine, Map.of("key", "blom")))))
          .isEqualTo("invalid-request: 'workspace' is not the one that X-Workspace names");
    }
    try (McpSyncClient free = connected(key, Optional.empty())) {
      assertThat(text(call(free, "get_document", Map.of("key", "blom"))))
          .isEqualTo("workspace-required: name the workspace in the X-Workspace header");
      assertThat(text(call(free, "get_document", in(theirs, Map.of("key", "blom")))))
          .contains(canary);
    }
  }

  @Test
  void letsNobodyInWithoutAKeyOfTheRightRole() {
    Answer without = initialize(admin.withoutKey());
    assertThat(without.status()).isEqualTo(401);
    assertThat(without.code()).isEqualTo("not-authenticated");
    assertThat(without.header("WWW-Authenticate")).isEqualTo("Bearer");
    assertThat(initialize(new Client(gateway, "rh_wrong")).status()).isEqualTo(401);
    assertThat(initialize(admin.withKey(List.of("ingest"), mine)).code()).isEqualTo("forbidden");
    assertThat(initialize(admin.withKey(List.of("query"), mine)).status()).isEqualTo(200);
    assertThatThrownBy(() -> connected("rh_wrong", Optional.empty())).isNotNull();
  }

  @Test
  void doesNotServeTheOlderTransport() {
    assertThat(admin.get("/mcp/sse", Optional.empty()).status()).isEqualTo(404);
  }

  @Test
  void refusesAKeyFromTheMomentItIsRevoked() {
    Client bound = admin.withKey(List.of("query"), mine);
    McpSyncClient revoked = connected(bound.key(), Optional.empty());
    assertThat(text(call(revoked, "list_workspaces", Map.of()))).isEqualTo(mine);

    admin.delete("/v1/admin/keys/" + bound.key().substring(0, 15), Optional.empty());

    assertThatThrownBy(() -> call(revoked, "list_workspaces", Map.of())).isNotNull();
  }

  @Test
  void refusesABrowsersPageFromAnotherSite() {
    Client bound = admin.withKey(List.of("query"), mine);
    String own = gateway.toString().replaceFirst("/$", "");

    assertThat(initialize(bound, "Origin", "http://evil.example").code()).isEqualTo("forbidden");
    assertThat(initialize(bound, "Origin", own + ".evil.example").code()).isEqualTo("forbidden");
    assertThat(initialize(bound, "Origin", own).status()).isEqualTo(200);
  }

  private static Answer initialize(Client caller, String... header) {
    HttpRequest.Builder request =
        caller
            .request("/mcp")
            .header("Content-Type", "application/json")
            .header("Accept", "application/json, text/event-stream");
    if (header.length > 0) {
      request.headers(header);
    }
    return caller.send(request.POST(HttpRequest.BodyPublishers.ofString(INITIALIZE)).build());
  }

  @Test
  void findsTheWorkspaceWhereTheCallLeavesItOpen() {
    assertThat(told("ask", in("auto", TOOLS.get("ask")))).contains("(" + mine + "/documents:blom");
    assertThat(told("search", in("auto", TOOLS.get("search")))).contains(mine + "/documents:blom");
    assertThat(refused("ask", in(mine + "," + theirs, TOOLS.get("ask"))))
        .isEqualTo(refused("ask", in(mine + ",none-such", TOOLS.get("ask"))));
    assertThat(refused("get_document", in("auto", TOOLS.get("get_document"))))
        .startsWith("invalid-workspace-name");
  }
}
