package dev.raghub.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.raghub.GatewayServers;
import dev.raghub.rest.BadInput.Sent;
import dev.raghub.rest.Client.Answer;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Everything a careless or hostile caller sends, and what comes back: the documented status, a
/// problem with code, detail and request id, never a 5xx, and nothing half-written.
@QuarkusTest
@QuarkusTestResource(GatewayServers.class)
class BadInputIT {
  private static final List<String> ALL = List.of("query", "ingest", "admin");

  @TestHTTPResource URI gateway;

  private final List<String> table = new ArrayList<>();
  private final List<String> failures = new ArrayList<>();
  private Client admin;
  private String workspace;

  @BeforeEach
  void makeAWorkspace() {
    admin = Client.admin(gateway);
    workspace = admin.workspace("bad-" + UUID.randomUUID().toString().substring(0, 8));
  }

  @Test
  void answersWhateverIsSent() throws IOException {
    Client caller = admin.withKey(ALL, workspace);

    new BadInput(caller).bodies().forEach(this::check);
    new BadInputTable(caller, admin, workspace).sent().forEach(this::check);
    new BadInput(caller).batches().forEach(this::check);
    new BadInput(caller).choices().forEach(this::check);
    new BadInput(caller).headers().forEach(this::check);

    Report.write("bad-input.md", document());
    assertThat(failures).isEmpty();
  }

  @Test
  void answersInTheLanguageOfTheQuestion() {
    put("cjk", "公司政策", "员工每年有二十天年假。总部在北京。");
    put("rtl", "מדיניות", "העובדים מקבלים עשרים ימי חופשה. המשרד הראשי בירושלים.");
    put("arabic", "سياسة", "يقع المكتب الرئيسي في القاهرة.");
    put("emoji", "Party 🎉", "The 🦊 team celebrates on Friday 👩‍👩‍👧‍👦.");

    assertThat(get("cjk").json().get("text").asText()).isEqualTo("员工每年有二十天年假。总部在北京。");
    assertThat(get("rtl").json().get("text").asText())
        .isEqualTo("העובדים מקבלים עשרים ימי חופשה. המשרד הראשי בירושלים.");
    assertThat(get("emoji").json().get("title").asText()).isEqualTo("Party 🎉");
    assertThat(get("emoji").json().get("text").asText())
        .isEqualTo("The 🦊 team celebrates on Friday 👩‍👩‍👧‍👦.");
    assertThat(citedFor("员工每年有多少天年假?")).isEqualTo("cjk");
    assertThat(citedFor("איפה המשרד הראשי?")).isEqualTo("rtl");
    assertThat(citedFor("أين يقع المكتب الرئيسي؟")).isEqualTo("arabic");
  }

  @Test
  void refusesAKeyFromTheMomentItIsRevoked() {
    Client caller = admin.withKey(List.of("query"), workspace);
    String id = caller.key().substring(0, "rh_".length() + 12);

    int before = caller.get("/v1/workspaces", Optional.empty()).status();
    int revoked = admin.delete("/v1/admin/keys/" + id, Optional.empty()).status();
    Answer after = caller.get("/v1/workspaces", Optional.empty());

    assertThat(List.of(before, revoked, after.status())).containsExactly(200, 204, 401);
    assertThat(after.code()).isEqualTo("not-authenticated");
    assertThat(after.header("WWW-Authenticate")).isEqualTo("Bearer");
  }

  @Test
  void refusesAnExpiredKey() {
    String key = admin.withKey(ALL).key();
    Client.sql(
        "raghub",
        "UPDATE api_key SET expires_at = now() WHERE id = '%s'"
            .formatted(key.substring(0, "rh_".length() + 12)));

    Answer answer = new Client(gateway, key).get("/v1/workspaces", Optional.empty());

    assertThat(answer.status()).isEqualTo(401);
    assertThat(answer.code()).isEqualTo("not-authenticated");
  }

  @Test
  void saysTheSameOfEveryWrongKey() {
    String right = admin.key();
    String last = right.endsWith("A") ? "B" : "A";
    for (String wrong :
        List.of("", "x", "rh_", right + "A", right.substring(0, right.length() - 1) + last)) {
      Answer answer = new Client(gateway, wrong).get("/v1/workspaces", Optional.empty());

      assertThat(answer.status()).isEqualTo(401);
      assertThat(answer.json().get("detail").asText())
          .isEqualTo("send a valid API key as 'Authorization: Bearer rh_…'");
    }
  }

  private void check(Sent sent) {
    Answer answer;
    try {
      answer = sent.call().get();
    } catch (RuntimeException failed) {
      failures.add(sent.what() + ": " + failed + " " + failed.getCause());
      return;
    }
    String code = answer.status() < 400 || sent.code().isEmpty() ? "" : answer.code();
    if (answer.status() != sent.status() || !code.equals(sent.code())) {
      failures.add(
          "%s: expected %d %s, got %s"
              .formatted(sent.what(), sent.status(), sent.code(), answer.everything()));
    }
    if (!sent.code().isEmpty() && answer.isError()) {
      checkError(sent, answer);
    }
    table.add(
        "| %s | %d %s | %s |"
            .formatted(sent.what(), answer.status(), quoted(answer), detail(answer)));
  }

  private void checkError(Sent sent, Answer answer) {
    JsonNode said = answer.isProblem() ? answer.json() : answer.json().path("error");
    String id = said.path(answer.isProblem() ? "requestId" : "request_id").asText();
    boolean complete =
        !said.path(answer.isProblem() ? "detail" : "message").asText().isBlank()
            && !id.isBlank()
            && id.equals(answer.header("X-Request-Id"))
            && (!answer.isProblem() || said.path("status").asInt() == answer.status());
    if (!complete) {
      failures.add(sent.what() + ": incomplete error " + answer.everything());
    }
  }

  private static String quoted(Answer answer) {
    return answer.code().isEmpty() ? "" : "`" + answer.code() + "`";
  }

  private static String detail(Answer answer) {
    return answer.isError()
        ? answer
            .json()
            .at(answer.isProblem() ? "/detail" : "/error/message")
            .asText()
            .replace("|", "\\|")
            .replace("\n", " ")
        : "";
  }

  private void put(String key, String title, String text) {
    Answer made =
        admin.put(
            "/v1/documents/" + key,
            Optional.of(workspace),
            Client.text(Map.of("title", title, "text", text)));
    assertThat(made.status()).isEqualTo(201);
  }

  private Answer get(String key) {
    return admin.get("/v1/documents/" + key, Optional.of(workspace));
  }

  private String citedFor(String question) {
    return admin
        .post("/v1/query", Optional.of(workspace), Client.text(Map.of("question", question)))
        .json()
        .at("/citations/0/key")
        .asText();
  }

  private String document() {
    return """
        # Bad input

        Written by `BadInputIT` from its own run: what was sent and what came back. Every error is
        `application/problem+json` with `code`, `detail` and `requestId`, or at the doors for OpenAI's clients their form of
        the same, except for the last four, which the server refuses before there is a request. After every refused document the test looks for it and
        finds nothing.

        | What was sent | What came back | Detail |
        |---|---|---|
        %s
        """
        .formatted(String.join("\n", table).replace(workspace, "bad"));
  }
}
