package dev.raghub.rest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.raghub.GatewayServers;
import dev.raghub.rest.Client.Answer;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.logging.Logger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// A stream, answered or refused: a refusal before it begins is a problem like everywhere else, and
/// neither leaves a stack trace in the log.
@QuarkusTest
@QuarkusTestResource(GatewayServers.class)
class QueryStreamIT {
  private static final String QUESTION = "{\"question\":\"Who leads the team?\"}";

  @TestHTTPResource URI gateway;

  private Client admin;
  private String workspace = "";

  @BeforeEach
  void makeAWorkspace() {
    admin = Client.admin(gateway);
    workspace = admin.workspace("refused-" + UUID.randomUUID().toString().substring(0, 8));
  }

  @Test
  void logsNoStackTraceForAStream() {
    Client ingesting = admin.withKey(List.of("ingest"), workspace);
    LogLines log = LogLines.listen(Logger.getLogger(""));
    try {
      refused(admin.withoutKey(), workspace, QUESTION, "not-authenticated");
      refused(ingesting, workspace, QUESTION, "forbidden");
      refused(admin, "no-such-workspace", QUESTION, "workspace-not-found");
      refused(admin, workspace, "{", "malformed-json");
      refused(admin, workspace, "", "invalid-request");
      refused(admin, workspace, "{\"query\":\"Who?\"}", "unknown-field");
      refused(admin, workspace, "{\"question\":\"\"}", "invalid-request");

      for (int i = 0; i < 20; i++) {
        Answer answer = admin.post("/v1/query/stream", Optional.of(workspace), QUESTION);
        assertThat(answer.body()).startsWith("event:answer\ndata:{").contains("\nevent:receipt\n");
        assertThat(answer.header("Content-Type")).startsWith("text/event-stream");
        assertThat(answer.header("X-Workspace")).isEqualTo(workspace);
        assertThat(answer.header("X-Request-Id")).isNotBlank();
      }

      assertThat(log.lines()).noneMatch(line -> line.contains("Exception"));
    } finally {
      log.close();
    }
  }

  private static void refused(Client caller, String workspace, String body, String code) {
    Answer answer = caller.post("/v1/query/stream", Optional.of(workspace), body);

    assertThat(answer.code()).as(answer.everything()).isEqualTo(code);
    assertThat(answer.isProblem()).isTrue();
    assertThat(answer.json().get("requestId").asText())
        .isNotBlank()
        .isEqualTo(answer.header("X-Request-Id"));
    assertThat(answer.headers().allValues("X-Request-Id")).hasSize(1);
  }
}
