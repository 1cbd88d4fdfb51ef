package dev.raghub.rest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.raghub.rest.IsolationCallers.Asker;
import dev.raghub.rest.IsolationFindings.Seen;
import dev.raghub.rest.IsolationWorld.Set;
import dev.raghub.rest.IsolationWorld.Space;
import io.modelcontextprotocol.client.McpClient;
import io.modelcontextprotocol.client.McpSyncClient;
import io.modelcontextprotocol.client.transport.HttpClientStreamableHttpTransport;
import io.modelcontextprotocol.spec.McpSchema.CallToolRequest;
import io.modelcontextprotocol.spec.McpSchema.CallToolResult;
import io.modelcontextprotocol.spec.McpSchema.TextContent;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// The part of the isolation matrix about the tools of the MCP server: each by every caller, over
/// the official client.
record IsolationTools(
    IsolationWorld world,
    IsolationCallers callers,
    IsolationFindings findings,
    Map<Asker, McpSyncClient> agents) {
  static final String TABLE = "tools";
  private static final String QUESTION = "What is the password of the lighthouse?";

  /// What each tool is called with. `documents:same-key` is a row of every workspace.
  private static final Map<String, Map<String, Object>> KNOWN =
      new TreeMap<>(
          Map.of(
              "list_workspaces", Map.of(),
              "search", Map.of("question", QUESTION),
              "ask", Map.of("question", QUESTION),
              "get_document", Map.of("key", "same-key"),
              "get_entity", Map.of("entity", "documents:same-key"),
              "neighbours", Map.of("entity", "documents:same-key"),
              "path", Map.of("from", "documents:same-key", "to", "Lighthouse")));

  /// Those that look at a workspace as a whole.
  private static final List<String> WHOLE = List.of("get_entity", "neighbours", "path");

  private static final List<String> QUESTIONS = List.of("search", "ask");

  IsolationTools(IsolationWorld world, IsolationCallers callers, IsolationFindings findings) {
    this(world, callers, findings, new LinkedHashMap<>());
  }

  int size() {
    return KNOWN.size();
  }

  void check() {
    List<Asker> askers = new ArrayList<>(List.of(callers.one(), callers.both()));
    askers.addAll(callers.readers());
    try {
      askers.forEach(asker -> agents.put(asker, agent(asker)));
      assertThat(agents.get(callers.one()).listTools().tools())
          .as("a new tool needs its line in IsolationTools.KNOWN")
          .extracting(tool -> tool.name())
          .containsExactlyInAnyOrderElementsOf(KNOWN.keySet());
      KNOWN.forEach(this::check);
    } finally {
      agents.values().forEach(McpSyncClient::close);
    }
  }

  private void check(String tool, Map<String, Object> with) {
    boolean lists = tool.equals("list_workspaces");
    List<String> cells = new ArrayList<>();
    cells.add("`" + tool + "`");
    cells.add(atTheDoor(tool, callers.nobody(), with));
    cells.add(atTheDoor(tool, callers.lacking().get("query"), with));
    String missing = lists ? "–" : "workspace-not-found";
    cells.add(lists ? missing : naming(tool, callers.one(), with, List.of(world.a2())));
    List<Space> ofB = List.of(world.b1(), world.b2());
    cells.add(lists ? missing : naming(tool, callers.one(), with, ofB));
    cells.add(lists ? missing : naming(tool, callers.both(), with, ofB));
    for (Asker reader : callers.readers()) {
      boolean may = !WHOLE.contains(tool);
      cells.add(told(tool, reader, with, may ? "" : "forbidden"));
      if (!lists) {
        naming(tool, reader, with, List.of(world.a2(), world.b1(), world.b2()));
      }
    }
    cells.add(told(tool, callers.one(), with, ""));
    whereTheChoiceIsLeft(tool, with);
    if (tool.equals("get_document")) {
      callers.readers().forEach(this::byKey);
    }
    findings.row(TABLE, cells.toArray(String[]::new));
  }

  /// Who has no key, or not the role, is told so before the server sees the call.
  private String atTheDoor(String tool, Asker asker, Map<String, Object> with) {
    Map<String, Object> call =
        Map.of(
            "jsonrpc",
            "2.0",
            "id",
            1,
            "method",
            "tools/call",
            "params",
            Map.of("name", tool, "arguments", with));
    Client.Answer answer =
        asker
            .client()
            .send(
                asker
                    .client()
                    .request("/mcp")
                    .header("Content-Type", "application/json")
                    .header("Accept", "application/json, text/event-stream")
                    .POST(BodyPublishers.ofString(Client.text(call)))
                    .build());
    String code = asker.equals(callers.nobody()) ? "not-authenticated" : "forbidden";
    findings.check(
        new Seen(tool, asker.name(), answer.everything(), asker.hidden()),
        answer.code().equals(code));
    return IsolationOperations.told(answer);
  }

  private String naming(String tool, Asker asker, Map<String, Object> with, List<Space> others) {
    String told = "";
    for (Space other : others) {
      told = told(tool, asker, in(other.workspace(), with), "workspace-not-found");
    }
    return told;
  }

  /// `auto`, and a list with a workspace of B.
  private void whereTheChoiceIsLeft(String tool, Map<String, Object> with) {
    if (tool.equals("list_workspaces")) {
      return;
    }
    String list = world.a1().workspace() + "," + world.b1().workspace();
    boolean question = QUESTIONS.contains(tool);
    for (Asker asker : agents.keySet()) {
      told(tool, asker, in("auto", with), question ? "" : "invalid-workspace-name");
      told(
          tool, asker, in(list, with), question ? "workspace-not-found" : "invalid-workspace-name");
    }
  }

  /// A document that may not be read is told from none by nothing.
  private void byKey(Asker reader) {
    String missing = said(call(reader, "get_document", Map.of("key", "no-key")));
    for (Set set : Set.values()) {
      String key = IsolationWorld.key(set);
      if (reader.hidden().contains(key)) {
        String hidden = said(call(reader, "get_document", Map.of("key", key)));
        findings.check(
            new Seen("get_document of " + key, reader.name(), hidden, reader.hidden()),
            hidden.equals(missing));
      }
    }
  }

  /// @param code of the refusal that is expected; empty = none is
  private String told(String tool, Asker asker, Map<String, Object> with, String code) {
    CallToolResult result = call(asker, tool, with);
    boolean refused = Boolean.TRUE.equals(result.isError());
    String said = said(result);
    findings.check(
        new Seen(
            tool + " with " + with, asker.name() + ", " + code, result.toString(), asker.hidden()),
        code.isEmpty() ? !refused : refused && said.startsWith(code));
    return refused ? said.replaceFirst("(?s):.*", "") : "answers";
  }

  private CallToolResult call(Asker asker, String tool, Map<String, Object> with) {
    // A key of two workspaces has to say which.
    boolean says = with.containsKey("workspace") || tool.equals("list_workspaces");
    Map<String, Object> arguments =
        asker.equals(callers.both()) && !says ? in(world.a1().workspace(), with) : with;
    return agents.get(asker).callTool(CallToolRequest.builder(tool).arguments(arguments).build());
  }

  private static String said(CallToolResult result) {
    return ((TextContent) result.content().getFirst()).text();
  }

  private static Map<String, Object> in(String workspace, Map<String, Object> with) {
    Map<String, Object> all = new HashMap<>(with);
    all.put("workspace", workspace);
    return all;
  }

  private static McpSyncClient agent(Asker asker) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder().header("Authorization", "Bearer " + asker.client().key());
    McpSyncClient made =
        McpClient.sync(
                HttpClientStreamableHttpTransport.builder(asker.client().gateway().toString())
                    .endpoint("/mcp")
                    .requestBuilder(request)
                    .build())
            .requestTimeout(Duration.ofMinutes(2))
            .build();
    made.initialize();
    return made;
  }
}
