package dev.raghub.oidc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.raghub.GatewayServers;
import dev.raghub.Superuser;
import dev.raghub.rest.Client;
import dev.raghub.rest.Client.Answer;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jose4j.jwt.JwtClaims;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Tokens at the doors of a running gateway.
@QuarkusTest
@QuarkusTestResource(GatewayServers.class)
@QuarkusTestResource(value = OidcIT.Issuer.class, restrictToAnnotatedClass = true)
class OidcIT {
  private static final Optional<String> NOWHERE = Optional.empty();

  @TestHTTPResource URI gateway;

  private final String suffix = UUID.randomUUID().toString().substring(0, 8);
  private final String mine = "oidc-mine-" + suffix;
  private final String theirs = "oidc-theirs-" + suffix;
  private Client admin;

  /// Starts the identity provider before the gateway.
  public static final class Issuer implements QuarkusTestResourceLifecycleManager {
    static LocalIssuer running;

    @Override
    public Map<String, String> start() {
      running = new LocalIssuer();
      return Map.of(
          "raghub.oidc.issuer",
          LocalIssuer.ISSUER,
          "raghub.oidc.jwks-url",
          running.keysUrl(),
          "raghub.oidc.audience",
          LocalIssuer.AUDIENCE,
          "raghub.oidc.roles-claim",
          "realm_access/roles");
    }

    @Override
    public void stop() {
      running.close();
    }
  }

  @BeforeEach
  void makeWorkspaces() {
    admin = Client.admin(gateway);
    admin.workspace(mine);
    admin.workspace(theirs);
  }

  @Test
  void entersTheWorkspaceThatTheTokenNamesAndNoOther() {
    Client alice = bearer("alice", List.of("query"), List.of(mine));

    Answer list = alice.get("/v1/workspaces", NOWHERE);
    assertThat(list.status()).isEqualTo(200);
    assertThat(list.body()).contains(mine).doesNotContain(theirs);
    assertThat(alice.get("/v1/models", Optional.of(theirs)).code())
        .isEqualTo("workspace-not-found");
    assertThat(alice.get("/v1/workspaces/" + theirs, NOWHERE).code())
        .isEqualTo("workspace-not-found");
  }

  @Test
  void doesWhatItsRolesAllowAndNoMore() {
    assertThat(bearer("a", List.of(), List.of(mine)).get("/v1/workspaces", NOWHERE).code())
        .isEqualTo("forbidden");
    Client bound = bearer("root", List.of("admin"), List.of(mine));
    assertThat(bound.delete("/v1/admin/cache", NOWHERE).status()).isEqualTo(200);
    assertThat(bound.get("/v1/admin/keys", NOWHERE).code()).isEqualTo("forbidden");
    assertThat(
            Superuser.strings(
                "SELECT action || ' ' || outcome FROM audit WHERE key_id = 'oidc:root' AND concerns = ?",
                mine))
        .containsExactly("cache.purge done");
  }

  @Test
  void refusesAWrongTokenInTheWordsOfAWrongKey() {
    JwtClaims claims = LocalIssuer.claims("alice", List.of("query"), List.of(mine));
    claims.setAudience("other");
    Client wrong = new Client(gateway, Issuer.running.token(claims));

    for (String path : List.of("/v1/workspaces", "/v1/models", "/mcp")) {
      Answer answer = wrong.get(path, NOWHERE);
      assertThat(answer.status()).isEqualTo(401);
      assertThat(answer.code()).isEqualTo("not-authenticated");
    }
    assertThat(wrong.get("/v1/workspaces", NOWHERE).body())
        .contains("send a valid API key as")
        .doesNotContain("other");
  }

  @Test
  void takesKeysAsBefore() {
    assertThat(admin.get("/v1/workspaces", NOWHERE).status()).isEqualTo(200);
  }

  @Test
  void hasABudgetLikeAKey() {
    String subject = "budget-" + suffix;
    String put = "{\"period\": \"day\", \"dollars\": 5, \"key\": \"oidc:%s\"}".formatted(subject);

    assertThat(admin.put("/v1/admin/budgets", NOWHERE, put).status()).isEqualTo(204);
    assertThat(admin.get("/v1/admin/budgets?keys=true", NOWHERE).body()).contains(subject);
    assertThat(admin.put("/v1/admin/budgets", NOWHERE, put.replace("oidc:", "rh_")).status())
        .isEqualTo(404);
  }

  private Client bearer(String subject, List<String> roles, List<String> workspaces) {
    return new Client(
        gateway, Issuer.running.token(LocalIssuer.claims(subject, roles, workspaces)));
  }
}
