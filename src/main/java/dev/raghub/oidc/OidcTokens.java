package dev.raghub.oidc;

import dev.raghub.fault.ErrorCode;
import dev.raghub.fault.RaghubException;
import dev.raghub.workspace.Caller;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.util.Optional;
import org.jose4j.http.Get;
import org.jose4j.jwa.AlgorithmConstraints.ConstraintType;
import org.jose4j.jwk.HttpsJwks;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.MalformedClaimException;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.jwt.consumer.JwtConsumer;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;
import org.jose4j.keys.resolvers.HttpsJwksVerificationKeyResolver;

/// Verifies bearer tokens: signature by one of the issuer's keys, with an asymmetric algorithm
/// only; `iss`, `aud` and `exp`, with half a minute for clocks that differ. The issuer's keys are
/// kept for ten minutes; a token that names another is reason to fetch them anew, at most once a
/// second.
@ApplicationScoped
@Startup
public class OidcTokens {
  private static final String[] ALGORITHMS = {
    "RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA"
  };
  private static final int SKEW_SECONDS = 30;
  private static final int TIMEOUT_MILLIS = 2_000;
  private static final int MAX_KEYS_BYTES = 1 << 20;
  private static final long CACHE_SECONDS = 600;
  private static final long REPRIEVE_MILLIS = 1_000;

  private final OidcSettings settings;
  private final Optional<JwtConsumer> consumer;

  OidcTokens(OidcSettings settings) {
    this.settings = settings;
    this.consumer =
        settings
            .issuer()
            .map(
                issuer ->
                    consumer(
                        issuer,
                        needed("jwks-url", settings.jwksUrl()),
                        needed("audience", settings.audience())));
  }

  /// Whether tokens are taken at all.
  public boolean enabled() {
    return consumer.isPresent();
  }

  /// Who bears this token, or NOT_AUTHENTICATED for every kind of wrong token alike;
  /// ISSUER_UNREACHABLE where the issuer's keys cannot be had.
  public Caller authenticate(String token) {
    try {
      JwtClaims claims = consumer.orElseThrow(OidcTokens::notAuthenticated).processToClaims(token);
      return new Claims(claims.getClaimsMap()).caller(claims.getSubject(), settings);
    } catch (InvalidJwtException refused) {
      throw causedByNetwork(refused) ? unreachable() : notAuthenticated();
    } catch (MalformedClaimException malformed) {
      throw notAuthenticated();
    }
  }

  private static JwtConsumer consumer(String issuer, String jwksUrl, String audience) {
    Get get = new Get();
    get.setConnectTimeout(TIMEOUT_MILLIS);
    get.setReadTimeout(TIMEOUT_MILLIS);
    get.setRetries(0);
    get.setResponseBodySizeLimit(MAX_KEYS_BYTES);
    HttpsJwks keys = new HttpsJwks(jwksUrl);
    keys.setSimpleHttpGet(get);
    keys.setDefaultCacheDuration(CACHE_SECONDS);
    keys.setRetainCacheOnErrorDuration(CACHE_SECONDS);
    keys.setRefreshReprieveThreshold(REPRIEVE_MILLIS);
    return new JwtConsumerBuilder()
        .setExpectedIssuer(issuer)
        .setExpectedAudience(audience)
        .setRequireExpirationTime()
        .setRequireSubject()
        .setAllowedClockSkewInSeconds(SKEW_SECONDS)
        .setJwsAlgorithmConstraints(ConstraintType.PERMIT, ALGORITHMS)
        .setVerificationKeyResolver(new HttpsJwksVerificationKeyResolver(keys))
        .build();
  }

  private static String needed(String name, Optional<String> value) {
    return value.orElseThrow(
        () ->
            new RaghubException(
                ErrorCode.CONFIGURATION_INVALID,
                "raghub.oidc.issuer is set, so raghub.oidc.%s has to be, too".formatted(name)));
  }

  private static boolean causedByNetwork(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof IOException) {
        return true;
      }
    }
    return false;
  }

  /// Without the cause, whose message quotes the token.
  private static RaghubException notAuthenticated() {
    return new RaghubException(
        ErrorCode.NOT_AUTHENTICATED, "send a valid API key as 'Authorization: Bearer rh_…'");
  }

  private static RaghubException unreachable() {
    return new RaghubException(
        ErrorCode.ISSUER_UNREACHABLE,
        "the identity provider's keys cannot be read, so no token can be verified; try again shortly");
  }
}
