package dev.raghub.rest;

import dev.raghub.rest.Client.Answer;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/// What is sent that no table of texts can hold: bytes, headers, what is hardly HTTP.
///
/// @param caller with all roles in one workspace
record BadInput(Client caller) {
  private static final int MEGABYTE = 1 << 20;
  private static final int MAX_BATCH = 500;

  /// One thing that is sent.
  ///
  /// @param code of the problem that is expected; empty = what comes back is no problem
  record Sent(String what, Supplier<Answer> call, int status, String code) {}

  List<Sent> bodies() {
    String unsupported = "unsupported-media-type";
    return List.of(
        new Sent("binary garbage as body", this::garbage, 400, "malformed-json"),
        new Sent("`Content-Type: text/plain`", () -> typed("text/plain"), 415, unsupported),
        new Sent(
            "`Content-Type: application/xml`", () -> typed("application/xml"), 415, unsupported),
        new Sent("`Accept: text/html` alone", this::acceptHtml, 406, "not-acceptable"),
        new Sent("a body announced as 4 MB + 1", this::announced, 413, "body-too-large"),
        new Sent("a chunked body of 5 MB", () -> chunked("POST /v1/query"), 413, "body-too-large"),
        new Sent(
            "a chunked body of 5 MB for `/mcp`", () -> chunked("POST /mcp"), 413, "body-too-large"),
        new Sent("4 MB + 1 for `/mcp`", this::announcedToMcp, 413, "body-too-large"));
  }

  /// Pushes of as many documents as there may be, and of one more.
  List<Sent> batches() {
    return List.of(
        new Sent("a batch of 500 documents", () -> batch("full", MAX_BATCH), 200, ""),
        new Sent("a batch of 501", () -> batch("over", MAX_BATCH + 1), 400, "invalid-request"));
  }

  private Answer batch(String name, int count) {
    Map<String, Map<String, String>> documents = new LinkedHashMap<>();
    for (int i = 0; i < count; i++) {
      documents.put(name + i, Map.of("title", "T" + i, "text", ""));
    }
    Answer answer =
        caller.post("/v1/documents", Optional.empty(), Client.text(Map.of("documents", documents)));
    for (String key : documents.keySet().stream().limit(2).toList()) {
      int read = caller.get("/v1/documents/" + key, Optional.empty()).status();
      if ((read < 400) != (answer.status() < 400)) {
        throw new IllegalStateException("half-written: " + key);
      }
    }
    return answer;
  }

  List<Sent> headers() {
    return List.of(
        new Sent(
            "`X-Request-Id` with an encoded line break",
            () -> injected("X-Request-Id: a%0d%0aX-Injected: 1"),
            200,
            ""),
        new Sent(
            "`X-Request-Id` of 10,000 characters",
            () -> injected("X-Request-Id: " + "a".repeat(10_000)),
            200,
            ""),
        new Sent(
            "`X-Workspace` with an encoded line break",
            () -> raw("X-Workspace: a%0d%0aX-Injected: 1"),
            400,
            "invalid-workspace-name"),
        new Sent("`Authorization: Basic`", this::basic, 401, "not-authenticated"),
        new Sent("a line break in a header", () -> raw("X-Workspace: a\rX-Injected: 1"), 400, ""),
        new Sent("NUL in a header", () -> raw("X-Workspace: a\0b"), 400, ""),
        new Sent("20 KB of headers", () -> raw("X-Long: " + "a".repeat(20_000)), 431, ""),
        new Sent("`Content-Length: many`", () -> raw("Content-Length: many"), 400, ""));
  }

  /// Headers that leave it open where, or try to.
  List<Sent> choices() {
    return List.of(
        new Sent(
            "`X-Workspace: auto` where no question is asked",
            () -> open("GET /v1/documents/a", "auto"),
            400,
            "invalid-workspace-name"),
        new Sent(
            "`X-Workspace: auto, a`",
            () -> open("POST /v1/query", "auto, a"),
            404,
            "workspace-not-found"),
        new Sent(
            "a list with an empty name",
            () -> open("POST /v1/query", "a,,b"),
            400,
            "invalid-workspace-name"),
        new Sent(
            "a list with a name that nobody has",
            () -> open("POST /v1/query", "a,b"),
            404,
            "workspace-not-found"),
        new Sent(
            "a list of 21 workspaces",
            () -> open("POST /v1/query", "a" + more(20)),
            400,
            "invalid-request"),
        new Sent("two headers `X-Workspace`", this::twice, 400, "invalid-workspace-name"));
  }

  private Answer garbage() {
    byte[] bytes = new byte[1_000];
    for (int at = 0; at < bytes.length; at++) {
      bytes[at] = (byte) (at * 37 + 128);
    }
    return caller.send(
        caller
            .request("/v1/query")
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofByteArray(bytes))
            .build());
  }

  private Answer typed(String type) {
    return caller.send(
        caller
            .request("/v1/query")
            .header("Content-Type", type)
            .POST(BodyPublishers.ofString("{\"question\": \"a\"}"))
            .build());
  }

  private Answer acceptHtml() {
    return caller.send(caller.request("/v1/workspaces").header("Accept", "text/html").build());
  }

  private Answer open(String operation, String where) {
    String[] parts = operation.split(" ", 2);
    return caller.send(
        parts[0],
        parts[1],
        Optional.of(where),
        parts[0].equals("GET")
            ? BodyPublishers.noBody()
            : BodyPublishers.ofString("{\"question\": \"a\"}"));
  }

  private static String more(int names) {
    StringBuilder more = new StringBuilder();
    for (int i = 0; i < names; i++) {
      more.append(",a").append(i);
    }
    return more.toString();
  }

  private Answer twice() {
    return caller.send(
        caller
            .request("/v1/query")
            .header("Content-Type", "application/json")
            .header("X-Workspace", "a")
            .header("X-Workspace", "b")
            .POST(BodyPublishers.ofString("{\"question\": \"a\"}"))
            .build());
  }

  private Answer basic() {
    return caller.send(
        caller
            .withoutKey()
            .request("/v1/workspaces")
            .header("Authorization", "Basic YTpi")
            .build());
  }

  private Answer announced() {
    return raw("Content-Length: " + (4 * MEGABYTE + 1));
  }

  private Answer announcedToMcp() {
    String header = "Content-Length: " + (4 * MEGABYTE + 1);
    return new RawHttp(caller.gateway()).send(head("POST /mcp", header), List.of());
  }

  private Answer chunked(String line) {
    List<byte[]> parts = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      parts.add(ascii("100000\r\n"));
      parts.add(ascii(" ".repeat(MEGABYTE)));
      parts.add(ascii("\r\n"));
    }
    parts.add(ascii("0\r\n\r\n"));
    return new RawHttp(caller.gateway()).send(head(line, "Transfer-Encoding: chunked"), parts);
  }

  /// A request that is answered in spite of its header, which must not come back.
  private Answer injected(String header) {
    Answer answer =
        new RawHttp(caller.gateway()).send(head("GET /v1/workspaces", header), List.of());
    if (answer.everything().contains("njected") || answer.everything().contains("aaaa")) {
      throw new IllegalStateException("came back: " + answer.everything());
    }
    return answer;
  }

  private Answer raw(String header) {
    return new RawHttp(caller.gateway()).send(head("POST /v1/query", header), List.of());
  }

  private String head(String line, String header) {
    return String.join(
        "\r\n",
        line + " HTTP/1.1",
        "Host: a",
        "Connection: close",
        "Content-Type: application/json",
        "Authorization: Bearer " + caller.key(),
        header,
        "",
        "");
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
