package dev.raghub.rest;

import dev.raghub.oidc.OidcTokens;
import dev.raghub.workspace.Caller;
import dev.raghub.workspace.PostgresKeys;
import jakarta.enterprise.context.ApplicationScoped;

/// Who calls, by key or by token: what begins like a key is one.
@ApplicationScoped
public class Callers {
  private static final String KEY = "rh_";

  private final PostgresKeys keys;
  private final OidcTokens tokens;

  Callers(PostgresKeys keys, OidcTokens tokens) {
    this.keys = keys;
    this.tokens = tokens;
  }

  /// The bearer of a key or token; NOT_AUTHENTICATED for every wrong one alike.
  public Caller authenticate(String presented) {
    return presented.isEmpty() || presented.startsWith(KEY) || !tokens.enabled()
        ? keys.authenticate(presented)
        : tokens.authenticate(presented);
  }
}
