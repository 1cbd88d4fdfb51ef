package dev.raghub.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.raghub.GatewayServers;
import dev.raghub.Superuser;
import dev.raghub.rest.Client.Answer;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Usage, traces and budgets over HTTP: who sees and sets what, and who does not.
@QuarkusTest
@QuarkusTestResource(GatewayServers.class)
class UsageIT {
  private static final String MONTH = "/v1/usage?from=2199-01-01&to=2199-01-31";

  @TestHTTPResource URI gateway;

  private final String suffix = UUID.randomUUID().toString().substring(0, 8);
  private Client admin;
  private String mine;
  private String theirs;
  private Client asker;

  @BeforeEach
  void spendInTwoWorkspaces() {
    admin = Client.admin(gateway);
    mine = admin.workspace("usage-mine-" + suffix);
    theirs = admin.workspace("usage-theirs-" + suffix);
    asker = admin.withKey(List.of("query"), mine);
    spend(mine, id(asker), "2199-01-30", 1_500_000);
    spend(mine, "rh_someoneelse1", "2199-01-31", 2_000_000);
    spend(theirs, "rh_someoneelse2", "2199-01-31", 7_000_000_000L);
  }

  @Test
  void showsAQueryKeyItsOwnUsage() {
    for (String by : List.of("day", "key", "model", "workspace")) {
      assertThat(lines(asker.get(MONTH + "&by=" + by, Optional.of(mine)), "dollars"))
          .as(by)
          .containsExactly("0.0015");
    }
  }

  @Test
  void showsAnAdminKeyAllOfItsWorkspace() {
    Client bound = admin.withKey(List.of("admin"), mine);

    assertThat(lines(bound.get(MONTH, Optional.of(mine)), "label"))
        .containsExactly("2199-01-30", "2199-01-31");
    assertThat(lines(bound.get(MONTH + "&by=key", Optional.of(mine)), "label"))
        .containsExactlyInAnyOrder(id(asker), "rh_someoneelse1");
    assertThat(lines(bound.get(MONTH + "&by=model", Optional.of(mine)), "dollars"))
        .containsExactly("0.0035");
    assertThat(lines(bound.get(MONTH + "&by=workspace", Optional.empty()), "label"))
        .containsExactly(mine);
    assertThat(lines(admin.get(MONTH + "&by=workspace", Optional.empty()), "label"))
        .contains(mine, theirs);
  }

  @Test
  void countsTheFirstAndTheLastDay() {
    assertThat(
            lines(admin.get("/v1/usage?from=2199-01-30&to=2199-01-30", Optional.of(mine)), "label"))
        .containsExactly("2199-01-30");
    assertThat(
            lines(admin.get("/v1/usage?from=2199-02-01&to=2199-02-28", Optional.of(mine)), "label"))
        .isEmpty();
  }

  @Test
  void refusesUsageTo() {
    assertThat(asker.withoutKey().get(MONTH, Optional.of(mine)).code())
        .isEqualTo("not-authenticated");
    assertThat(admin.withKey(List.of("ingest"), mine).get(MONTH, Optional.of(mine)).code())
        .isEqualTo("forbidden");
    assertThat(asker.get(MONTH, Optional.of(theirs)).code()).isEqualTo("workspace-not-found");
  }

  @Test
  void showsTracesOfTheWorkspaceAndOfARequest() {
    Client bound = admin.withKey(List.of("admin"), mine);

    JsonNode all = bound.get("/v1/admin/traces", Optional.of(mine)).json();
    JsonNode one = bound.get("/v1/admin/traces?request=2199-01-30", Optional.of(mine)).json();

    assertThat(all).hasSize(2);
    assertThat(one).hasSize(1);
    assertThat(one.get(0).get("promptTokens").asInt()).isEqualTo(10);
    assertThat(one.get(0).get("finish").asText()).isEqualTo("stop");
    assertThat(one.get(0).has("errorCode")).isFalse();
    assertThat(bound.get("/v1/admin/traces?limit=1", Optional.of(mine)).json()).hasSize(1);
    assertThat(asker.get("/v1/admin/traces", Optional.of(mine)).code()).isEqualTo("forbidden");
    assertThat(bound.get("/v1/admin/traces", Optional.of(theirs)).code())
        .isEqualTo("workspace-not-found");
    assertThat(bound.withoutKey().get("/v1/admin/traces", Optional.of(mine)).code())
        .isEqualTo("not-authenticated");
  }

  @Test
  void setsAndRemovesABudgetOfTheWorkspace() {
    Client bound = admin.withKey(List.of("admin"), mine);

    int set = put(bound, Optional.of(mine), Map.of("period", "day", "dollars", 5)).status();
    put(bound, Optional.of(mine), Map.of("period", "day", "dollars", 2.5));
    JsonNode listed = bound.get("/v1/admin/budgets", Optional.of(mine)).json();
    int removed = bound.delete("/v1/admin/budgets?period=day", Optional.of(mine)).status();
    Answer again = bound.delete("/v1/admin/budgets?period=day", Optional.of(mine));

    assertThat(List.of(set, removed)).containsExactly(204, 204);
    assertThat(listed).hasSize(1);
    assertThat(listed.get(0).get("dollars").decimalValue()).isEqualByComparingTo("2.5");
    assertThat(listed.get(0).get("spentDollars").decimalValue()).isEqualByComparingTo("0");
    assertThat(listed.get(0).get("renewsAt").asText()).endsWith("T00:00:00Z");
    assertThat(again.code()).isEqualTo("not-found");
  }

  @Test
  void setsAndRemovesABudgetOfAKeyForAnAdminOfAllWorkspacesAlone() {
    Map<String, Object> budget = Map.of("period", "month", "dollars", 5, "key", id(asker));
    Client bound = admin.withKey(List.of("admin"), mine);

    assertThat(put(admin, Optional.empty(), budget).status()).isEqualTo(204);
    assertThat(admin.get("/v1/admin/budgets?keys=true", Optional.empty()).body())
        .contains(id(asker));
    assertThat(put(bound, Optional.of(mine), budget).code()).isEqualTo("forbidden");
    String path = "/v1/admin/budgets?period=month&key=" + id(asker);
    assertThat(bound.delete(path, Optional.of(mine)).code()).isEqualTo("forbidden");
    assertThat(bound.get("/v1/admin/budgets?keys=true", Optional.of(mine)).code())
        .isEqualTo("forbidden");
    assertThat(admin.delete(path, Optional.empty()).status()).isEqualTo(204);
    assertThat(admin.delete(path, Optional.empty()).code()).isEqualTo("not-found");
    assertThat(
            put(
                    admin,
                    Optional.empty(),
                    Map.of("period", "day", "dollars", 1, "key", "rh_nosuchkey123"))
                .code())
        .isEqualTo("not-found");
  }

  @Test
  void refusesBudgetsToOthers() {
    Map<String, Object> budget = Map.of("period", "day", "dollars", 5);
    Client bound = admin.withKey(List.of("admin"), mine);

    assertThat(put(asker, Optional.of(mine), budget).code()).isEqualTo("forbidden");
    assertThat(asker.get("/v1/admin/budgets", Optional.of(mine)).code()).isEqualTo("forbidden");
    assertThat(asker.delete("/v1/admin/budgets?period=day", Optional.of(mine)).code())
        .isEqualTo("forbidden");
    assertThat(put(asker.withoutKey(), Optional.of(mine), budget).code())
        .isEqualTo("not-authenticated");
    assertThat(put(bound, Optional.of(theirs), budget).code()).isEqualTo("workspace-not-found");
    assertThat(bound.get("/v1/admin/budgets", Optional.of(theirs)).code())
        .isEqualTo("workspace-not-found");
    assertThat(bound.delete("/v1/admin/budgets?period=day", Optional.of(theirs)).code())
        .isEqualTo("workspace-not-found");
  }

  private static Answer put(Client client, Optional<String> workspace, Map<String, Object> budget) {
    return client.put("/v1/admin/budgets", workspace, Client.text(budget));
  }

  private static List<String> lines(Answer answer, String field) {
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    return StreamSupport.stream(answer.json().get("lines").spliterator(), false)
        .map(line -> line.get(field).asText())
        .toList();
  }

  private static String id(Client client) {
    return client.key().substring(0, "rh_".length() + 12);
  }

  /// A settled call whose request is named by its day.
  private static void spend(String workspace, String key, String day, long nanos) {
    Superuser.execute(
        """
        WITH line AS (
          INSERT INTO ledger (workspace, call, request, key_id, endpoint, model, purpose, day, reserved, settled,
            prompt_tokens, completion_tokens, state, reserved_at)
          VALUES ('%1$s', gen_random_uuid(), '%3$s', '%2$s', 'cloud', 'small-1', 'answer', '%3$s', %4$d, %4$d,
            10, 5, 'settled', '%3$s') RETURNING *)
        INSERT INTO model_call SELECT workspace, call, request, endpoint, model, purpose, 10, 5, 0, 3, 7, 0, 'stop', NULL, '{}',
          reserved_at FROM line
        """
            .formatted(workspace, key, day, nanos));
  }
}
