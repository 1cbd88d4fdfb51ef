package dev.raghub.rest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.raghub.GatewayServers;
import dev.raghub.rest.Client.Answer;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The contract of the `X-Workspace` header, line by line.
@QuarkusTest
@QuarkusTestResource(GatewayServers.class)
class WorkspaceContractIT {
  private static final String QUESTION = Client.text(Map.of("question", "Where is the harbour?"));
  private static final List<String> ALL = List.of("query", "ingest", "admin");

  @TestHTTPResource URI gateway;

  private Client admin;
  private String mine;
  private String theirs;

  @BeforeEach
  void makeTwoWorkspaces() {
    String run = UUID.randomUUID().toString().substring(0, 8);
    admin = Client.admin(gateway);
    mine = admin.workspace("mine-" + run);
    theirs = admin.workspace("theirs-" + run);
  }

  @Test
  void takesTheKeysOnlyWorkspaceWithoutTheHeader() {
    Answer answer = admin.withKey(ALL, mine).post("/v1/query", Optional.empty(), QUESTION);

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.header("X-Workspace")).isEqualTo(mine);
  }

  @Test
  void asksForTheHeaderWhereTheKeyHasSeveralWorkspaces() {
    for (Client several : List.of(admin, admin.withKey(ALL, mine, theirs))) {
      Answer answer = several.post("/v1/query", Optional.empty(), QUESTION);

      assertThat(answer.status()).isEqualTo(400);
      assertThat(answer.code()).isEqualTo("workspace-required");
      assertThat(answer.header("X-Workspace")).isEmpty();
    }
  }

  @Test
  void asksForTheHeaderWhereTheKeysOnlyWorkspaceIsGone() {
    Client bound = admin.withKey(ALL, theirs);
    admin.delete("/v1/workspaces/" + theirs, Optional.empty());

    assertThat(bound.post("/v1/query", Optional.empty(), QUESTION).code())
        .isEqualTo("workspace-required");
    assertThat(bound.post("/v1/query", Optional.of(theirs), QUESTION).code())
        .isEqualTo("workspace-not-found");
  }

  @Test
  void echoesTheWorkspaceThatItWorkedIn() {
    assertThat(admin.post("/v1/query", Optional.of(mine), QUESTION).header("X-Workspace"))
        .isEqualTo(mine);
    assertThat(admin.post("/v1/retrieve", Optional.of(theirs), QUESTION).header("X-Workspace"))
        .isEqualTo(theirs);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "Mine",
        "two words",
        "-begins",
        "a/b",
        "..",
        "a,",
        "a,B",
        "*",
        "a';DROP TABLE workspace;--",
        "a%20b",
        "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
      })
  void refusesAnEmptyOrMalformedName(String name) {
    Answer answer = admin.post("/v1/query", Optional.of(name), QUESTION);

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.code()).isEqualTo("invalid-workspace-name");
    assertThat(answer.header("X-Workspace")).isEmpty();
  }

  @Test
  void takesTheLongestName() {
    String longest = mine + "-".repeat(63 - mine.length());

    assertThat(admin.post("/v1/query", Optional.of(longest), QUESTION).code())
        .isEqualTo("workspace-not-found");
    assertThat(admin.post("/v1/query", Optional.of(longest + "-"), QUESTION).code())
        .isEqualTo("invalid-workspace-name");
  }

  @Test
  void refusesTwoHeadersEvenIfTheyAgree() {
    for (String second : List.of(theirs, mine)) {
      Answer answer =
          admin.send(
              admin
                  .request("/v1/documents/any")
                  .header("X-Workspace", mine)
                  .header("X-Workspace", second)
                  .build());

      assertThat(answer.status()).isEqualTo(400);
      assertThat(answer.code()).isEqualTo("invalid-workspace-name");
    }
  }

  @Test
  void saysOfAForbiddenNameExactlyWhatItSaysOfAnUnknownOne() {
    Client bound = admin.withKey(ALL, mine);

    Answer forbidden = sameRequestId(bound, "/v1/documents/any", theirs);
    Answer unknown = sameRequestId(bound, "/v1/documents/any", "no-such-workspace");

    assertThat(forbidden.status()).isEqualTo(404);
    assertThat(forbidden.code()).isEqualTo("workspace-not-found");
    assertThat(forbidden.body()).isEqualTo(unknown.body());
    assertThat(withoutDate(forbidden)).isEqualTo(withoutDate(unknown));
  }

  @Test
  void saysTheSameWhereTheNameStandsInThePath() {
    Client bound = admin.withKey(ALL, mine);

    Answer forbidden = sameRequestId(bound, "/v1/workspaces/" + theirs, mine);
    Answer unknown = sameRequestId(bound, "/v1/workspaces/no-such-workspace", mine);

    assertThat(forbidden.status()).isEqualTo(404);
    assertThat(forbidden.body()).isEqualTo(unknown.body());
    assertThat(withoutDate(forbidden)).isEqualTo(withoutDate(unknown));
  }

  @Test
  void asksToComeBackWhileTheWorkspaceIsBeingErased() {
    Client.sql(
        "raghub", "UPDATE workspace SET state = 'deleting' WHERE workspace = '" + mine + "'");

    Answer answer = admin.post("/v1/query", Optional.of(mine), QUESTION);

    assertThat(answer.status()).isEqualTo(503);
    assertThat(answer.code()).isEqualTo("workspace-not-ready");
    assertThat(answer.json().get("retriable").asBoolean()).isTrue();
    assertThat(answer.header("Retry-After")).isEqualTo("2");
    assertThat(answer.header("X-Workspace")).isEmpty();
  }

  @Test
  void hidesAWorkspaceThatIsBeingErasedFromOthers() {
    Client.sql(
        "raghub", "UPDATE workspace SET state = 'deleting' WHERE workspace = '" + theirs + "'");

    assertThat(admin.withKey(ALL, mine).post("/v1/query", Optional.of(theirs), QUESTION).code())
        .isEqualTo("workspace-not-found");
  }

  @Test
  void createsNothingByBeingNamed() {
    String name = "named-" + UUID.randomUUID();
    String document = Client.text(Map.of("title", "Harbour", "text", "The harbour is north."));

    Answer put = admin.put("/v1/documents/harbour", Optional.of(name), document);
    Answer asked = admin.post("/v1/query", Optional.of(name), QUESTION);
    Answer run = admin.post("/v1/admin/runs", Optional.of(name), "{}");

    assertThat(List.of(put, asked, run)).extracting(Answer::status).containsOnly(404);
    assertThat(admin.get("/v1/workspaces", Optional.empty()).body()).doesNotContain(name);
    assertThat(admin.get("/v1/workspaces/" + name, Optional.empty()).status()).isEqualTo(404);
  }

  private static Answer sameRequestId(Client client, String path, String workspace) {
    return client.send(
        client
            .request(path)
            .header("X-Workspace", workspace)
            .header("X-Request-Id", "the-same")
            .build());
  }

  private static Map<String, List<String>> withoutDate(Answer answer) {
    Map<String, List<String>> headers = new HashMap<>(answer.headers().map());
    headers.remove("date");
    return headers;
  }
}
