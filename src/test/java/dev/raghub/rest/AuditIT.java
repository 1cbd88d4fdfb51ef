package dev.raghub.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.raghub.GatewayServers;
import dev.raghub.Superuser;
import dev.raghub.rest.Client.Answer;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What administrators do is in the log, whoever adds a route; who sees the log; who may change it.
@QuarkusTest
@QuarkusTestResource(GatewayServers.class)
class AuditIT {
  private static final Optional<String> NOWHERE = Optional.empty();
  private static final Set<String> WRITES = Set.of("post", "put", "patch", "delete");

  @TestHTTPResource URI gateway;
  @Inject DataSource dataSource;

  private final String suffix = UUID.randomUUID().toString().substring(0, 8);
  private Client admin;
  private String workspace = "";

  @BeforeEach
  void makeAWorkspace() {
    admin = Client.admin(gateway);
    workspace = admin.workspace("audit-" + suffix);
  }

  @Test
  void knowsEveryWriteOfAnAdminThatOpenApiNames() {
    JsonNode paths = admin.get("/q/openapi?format=json", NOWHERE).json().withObject("/paths");
    TreeSet<String> unaudited = new TreeSet<>();
    paths
        .properties()
        .forEach(
            path ->
                path.getValue().properties().stream()
                    .filter(method -> WRITES.contains(method.getKey()))
                    .filter(method -> isAudited(method.getKey(), path.getKey()))
                    .filter(method -> !leavesALine(method.getKey(), path.getKey()))
                    .forEach(method -> unaudited.add(method.getKey() + " " + path.getKey())));
    assertThat(unaudited).isEmpty();
  }

  /// All below /v1/admin, and what else needs the role.
  private static boolean isAudited(String method, String path) {
    return path.startsWith("/v1/admin/")
        || Operation.KNOWN.stream()
            .anyMatch(
                known ->
                    known.name().equalsIgnoreCase(method + " " + path)
                        && known.role().equals("admin"));
  }

  /// An admin of one workspace calls it: done or refused, it is in the log.
  private boolean leavesALine(String method, String path) {
    String used = admin.workspace("audit-" + UUID.randomUUID().toString().substring(0, 13));
    Client caller = admin.withKey(List.of("admin"), used);
    Answer answer =
        caller.send(
            method.toUpperCase(Locale.ROOT),
            path.replace("{name}", used).replaceAll("\\{[a-z]+}", "1"),
            Optional.of(used),
            BodyPublishers.ofString("{}"));
    List<String> lines =
        Superuser.strings(
            "SELECT outcome FROM audit WHERE key_id = ? AND request = ?",
            id(caller),
            answer.header("X-Request-Id"));
    return lines.equals(List.of(answer.status() < 400 ? "done" : answer.code()));
  }

  @Test
  void saysWhoDidWhatToWhatWhereAndHowItEnded() {
    Client bound = admin.withKey(List.of("admin"), workspace);
    bound.delete("/v1/admin/cache", Optional.of(workspace));
    bound.put("/v1/admin/policy", Optional.of(workspace), "{\"maxTokens\": 1}");

    JsonNode entries = bound.get("/v1/admin/audit", NOWHERE).json().get("entries");

    assertThat(said(entries.get(0)))
        .isEqualTo(id(bound) + " policy.put  " + workspace + " invalid-request");
    assertThat(said(entries.get(1))).isEqualTo(id(bound) + " cache.purge  " + workspace + " done");
    assertThat(entries.get(2).get("action").asText()).isEqualTo("workspace.create");
    assertThat(entries.get(2).get("target").asText()).isEqualTo(workspace);
  }

  @Test
  void logsNoReadingAndNothingOfThoseWhoAreNoAdmins() {
    Client reader = admin.withKey(List.of("admin"), workspace);
    reader.get("/v1/admin/cache", NOWHERE);
    Client caller = admin.withKey(List.of("query", "ingest"), workspace);
    caller.delete("/v1/admin/cache", NOWHERE);

    assertThat(Superuser.strings("SELECT action FROM audit WHERE key_id = ?", id(reader)))
        .isEmpty();
    assertThat(Superuser.strings("SELECT action FROM audit WHERE key_id = ?", id(caller)))
        .isEmpty();
    assertThat(caller.get("/v1/admin/audit", NOWHERE).code()).isEqualTo("forbidden");
  }

  @Test
  void holdsNoSecretEvenWhereOneStandsInTheAddress() {
    Client made = admin.withKey(List.of("query"), workspace);
    admin.delete("/v1/admin/keys/" + made.key(), NOWHERE);
    admin.delete("/v1/admin/keys/The%20secret%20of%20Ghent", NOWHERE);

    String log = String.join("\n", Superuser.strings("SELECT to_jsonb(a)::text FROM audit a"));

    assertThat(log)
        .contains(id(made))
        .doesNotContain(made.key().substring(16))
        .doesNotContain("Ghent");
  }

  @Test
  void showsABoundAdminNothingOfOtherWorkspaces() {
    String other = admin.workspace("audit-other-" + suffix);
    admin.delete("/v1/admin/cache", Optional.of(other));
    Client bound = admin.withKey(List.of("admin"), workspace);

    assertThat(bound.get("/v1/admin/audit?limit=1000", NOWHERE).body()).doesNotContain(other);
    assertThat(bound.get("/v1/admin/audit?workspace=" + other, NOWHERE).code())
        .isEqualTo("workspace-not-found");
    JsonNode own = admin.get("/v1/admin/audit?workspace=" + other, NOWHERE).json().get("entries");
    assertThat(own).hasSize(2);
    assertThat(own.get(0).get("action").asText()).isEqualTo("cache.purge");
  }

  @Test
  void showsTheNextOwnerOfANameNothingOfTheLast() {
    admin.delete("/v1/admin/cache", Optional.of(workspace));
    admin.delete("/v1/workspaces/" + workspace, NOWHERE);
    admin.workspace(workspace);
    Client bound = admin.withKey(List.of("admin"), workspace);

    assertThat(bound.get("/v1/admin/audit", NOWHERE).json().get("entries")).hasSize(1);
    assertThat(admin.get("/v1/admin/audit?workspace=" + workspace, NOWHERE).json().get("entries"))
        .hasSize(4);
  }

  @Test
  void pagesByCursor() {
    Client bound = admin.withKey(List.of("admin"), workspace);
    for (int i = 0; i < 4; i++) {
      bound.delete("/v1/admin/cache", NOWHERE);
    }
    JsonNode first = bound.get("/v1/admin/audit?limit=3", NOWHERE).json();
    JsonNode last =
        bound.get("/v1/admin/audit?limit=3&cursor=" + first.get("next").asText(), NOWHERE).json();

    assertThat(first.get("entries")).hasSize(3);
    assertThat(last.get("entries")).hasSize(2);
    assertThat(last.has("next")).isFalse();
    assertThat(bound.get("/v1/admin/audit?limit=1001", NOWHERE).status()).isEqualTo(400);
    assertThat(bound.get("/v1/admin/audit?limit=0", NOWHERE).status()).isEqualTo(400);
    assertThat(bound.get("/v1/admin/audit?cursor=x", NOWHERE).status()).isEqualTo(400);
  }

  @Test
  void cannotBeChangedByTheGatewayItself() throws SQLException {
    admin.delete("/v1/admin/cache", Optional.of(workspace));
    try (Connection connection = dataSource.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("SELECT set_config('raghub.audit', '*', false)");
      assertThat(statement.executeUpdate("UPDATE audit SET outcome = 'x', ended_at = now()"))
          .isZero();
      for (String refused :
          List.of("DELETE FROM audit", "TRUNCATE audit", "UPDATE audit SET key_id = 'x'")) {
        assertThatThrownBy(() -> statement.execute(refused)).isInstanceOf(SQLException.class);
      }
      statement.execute("SELECT set_config('raghub.audit', '', false)");
      try (var rows = statement.executeQuery("SELECT count(*) FROM audit")) {
        rows.next();
        assertThat(rows.getLong(1)).isZero();
      }
    }
  }

  @Test
  void doesNothingThatItCannotLog() {
    Client bound = admin.withKey(List.of("admin"), workspace);
    Client.sql("raghub", "REVOKE INSERT ON audit FROM raghub_app");
    try {
      Answer answer = bound.put("/v1/admin/policy", Optional.of(workspace), "{\"maxTokens\": 700}");
      assertThat(answer.status()).isEqualTo(500);
    } finally {
      Client.sql("raghub", "GRANT INSERT ON audit TO raghub_app");
    }
    assertThat(bound.get("/v1/admin/policy", NOWHERE).body()).doesNotContain("700");
  }

  private static String said(JsonNode entry) {
    return String.join(
        " ",
        List.of("key", "action", "target", "workspace", "outcome").stream()
            .map(field -> entry.get(field).asText())
            .toList());
  }

  private static String id(Client caller) {
    return caller.key().substring(0, "rh_".length() + 12);
  }
}
