package dev.raghub.oidc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.raghub.fault.ErrorCode;
import dev.raghub.fault.RaghubException;
import dev.raghub.workspace.Caller;
import dev.raghub.workspace.KeyLimits;
import dev.raghub.workspace.Labels;
import dev.raghub.workspace.Rights;
import dev.raghub.workspace.Role;
import dev.raghub.workspace.WorkspaceId;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.NumericDate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class OidcTokensTest {
  private final LocalIssuer issuer = new LocalIssuer();
  private final OidcTokens tokens = new OidcTokens(settings(issuer.keysUrl()));

  @AfterEach
  void stop() {
    issuer.close();
  }

  @Test
  void mapsAGoodTokenToTheCallerOfAKey() {
    assertThat(tokens.authenticate(issuer.token(good())))
        .isEqualTo(
            new Caller(
                "oidc:alice",
                Set.of(Role.QUERY, Role.INGEST),
                Optional.of(Set.of(new WorkspaceId("shop"))),
                KeyLimits.NONE,
                new Rights(Optional.of(Labels.NONE))));
  }

  @Test
  void givesRightsByTheirClaimAndAllOnlyByAStar() {
    JwtClaims some = good();
    some.setStringListClaim("labels", List.of("hr", "Legal Team"));
    JwtClaims all = good();
    all.setStringClaim("labels", "*");

    assertThat(tokens.authenticate(issuer.token(some)).rights().setting())
        .isEqualTo("hr,legal,team");
    assertThat(tokens.authenticate(issuer.token(all)).rights()).isEqualTo(Rights.ALL);
    assertThat(tokens.authenticate(issuer.token(good())).rights().setting()).isEmpty();
  }

  @Test
  void refusesAnotherAudience() {
    JwtClaims claims = good();
    claims.setAudience("someone-else");
    refused(() -> tokens.authenticate(issuer.token(claims)));
    claims.unsetClaim("aud");
    refused(() -> tokens.authenticate(issuer.token(claims)));
  }

  @Test
  void refusesAnotherIssuer() {
    JwtClaims claims = good();
    claims.setIssuer("https://login.example.com/");
    refused(() -> tokens.authenticate(issuer.token(claims)));
  }

  @Test
  void refusesWhatHasExpiredOrNeverDoes() {
    JwtClaims claims = good();
    NumericDate now = NumericDate.now();
    now.addSeconds(-20);
    claims.setExpirationTime(now);
    assertThat(tokens.authenticate(issuer.token(claims)).key()).isEqualTo("oidc:alice");
    now.addSeconds(-20);
    claims.setExpirationTime(now);
    refused(() -> tokens.authenticate(issuer.token(claims)));
    claims.unsetClaim("exp");
    refused(() -> tokens.authenticate(issuer.token(claims)));
  }

  @Test
  void refusesWhatIsNotSignedByTheIssuer() {
    refused(() -> tokens.authenticate(LocalIssuer.foreign(good(), "first")));
    refused(() -> tokens.authenticate(LocalIssuer.foreign(good(), "unknown")));
    refused(() -> tokens.authenticate(unsigned("{\"alg\":\"none\"}") + "."));
    refused(() -> tokens.authenticate(unsigned("{\"alg\":\"none\",\"kid\":\"first\"}") + "."));
    String good = issuer.token(good());
    refused(() -> tokens.authenticate(good.substring(0, good.lastIndexOf('.') + 1)));
    refused(() -> tokens.authenticate("a.b.c"));
    refused(() -> tokens.authenticate("x"));
  }

  /// The issuer's public key is no secret: it must not do as one.
  @Test
  void refusesASymmetricSignature() {
    refused(() -> tokens.authenticate(unsigned("{\"alg\":\"HS256\",\"kid\":\"first\"}") + ".AAAA"));
  }

  @Test
  void refusesATokenOfNobody() {
    JwtClaims claims = good();
    claims.unsetClaim("sub");
    refused(() -> tokens.authenticate(issuer.token(claims)));
  }

  @Test
  void givesNothingThatATokenDoesNotName() {
    JwtClaims claims = good();
    claims.unsetClaim("workspaces");
    claims.setClaim("realm_access", Map.of("roles", List.of("root", "ADMIN")));

    Caller caller = tokens.authenticate(issuer.token(claims));

    assertThat(caller.roles()).isEmpty();
    assertThat(caller.workspaces()).contains(Set.of());
  }

  @Test
  void takesNoWildcardForAWorkspace() {
    JwtClaims claims = good();
    claims.setClaim("workspaces", List.of("*", "", "Bad Name", "shop", 5));

    assertThat(tokens.authenticate(issuer.token(claims)).workspaces())
        .contains(Set.of(new WorkspaceId("shop")));
  }

  @Test
  void readsOneTextWithSpacesAsAList() {
    JwtClaims claims = good();
    claims.setClaim("workspaces", "shop  depot");

    assertThat(tokens.authenticate(issuer.token(claims)).workspaces())
        .contains(Set.of(new WorkspaceId("shop"), new WorkspaceId("depot")));
  }

  @Test
  void namesASubjectThatIsNoIdByItsHash() {
    assertThat(Claims.key("alice@example.org"))
        .isEqualTo(Claims.key("alice@example.org"))
        .startsWith("oidc-sha256:")
        .doesNotContain("alice");
  }

  @Test
  void fetchesKeysOnceAndAnewWhereTheIssuerHasChangedThem() throws InterruptedException {
    tokens.authenticate(issuer.token(good()));
    tokens.authenticate(issuer.token(good()));
    assertThat(issuer.asked()).isEqualTo(1);
    issuer.changeKey("second");
    // The reprieve: keys that were fetched this second are not fetched again.
    Thread.sleep(1_100);

    assertThat(tokens.authenticate(issuer.token(good())).key()).isEqualTo("oidc:alice");
    String foreign = LocalIssuer.foreign(good(), "unknown");
    for (int i = 0; i < 20; i++) {
      refused(() -> tokens.authenticate(foreign));
    }
    assertThat(issuer.asked()).isLessThan(20);
  }

  @Test
  void saysThatTheIssuerIsAway() {
    String token = issuer.token(good());
    issuer.close();
    assertThatThrownBy(() -> tokens.authenticate(token))
        .isInstanceOfSatisfying(
            RaghubException.class,
            away -> assertThat(away.code()).isEqualTo(ErrorCode.ISSUER_UNREACHABLE));
  }

  @Test
  void isOffWithoutAnIssuerAndStartsNotWithHalfOfIt() {
    assertThat(new OidcTokens(new Given(Optional.empty(), Optional.empty())).enabled()).isFalse();
    assertThatThrownBy(
            () -> new OidcTokens(new Given(Optional.of(LocalIssuer.ISSUER), Optional.empty())))
        .hasMessage("raghub.oidc.issuer is set, so raghub.oidc.jwks-url has to be, too");
  }

  private static JwtClaims good() {
    return LocalIssuer.claims("alice", List.of("query", "ingest"), List.of("shop"));
  }

  private static String unsigned(String header) {
    return base64(header) + "." + base64(good().toJson());
  }

  private static String base64(String text) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  private static void refused(ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            RaghubException.class,
            refusal -> {
              assertThat(refusal.code()).isEqualTo(ErrorCode.NOT_AUTHENTICATED);
              assertThat(refusal).hasNoCause();
            });
  }

  private static OidcSettings settings(String jwksUrl) {
    return new Given(Optional.of(LocalIssuer.ISSUER), Optional.of(jwksUrl));
  }

  /// Settings as an operator gives them.
  private record Given(Optional<String> issuer, Optional<String> jwksUrl) implements OidcSettings {
    @Override
    public Optional<String> labelsClaim() {
      return Optional.of("labels");
    }

    @Override
    public Optional<String> audience() {
      return Optional.of(LocalIssuer.AUDIENCE);
    }

    @Override
    public String rolesClaim() {
      return "realm_access/roles";
    }

    @Override
    public String workspacesClaim() {
      return "workspaces";
    }
  }
}
