package dev.raghub.idempotency;

import dev.raghub.workspace.PostgresScope;
import dev.raghub.workspace.Workspace;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/// The requests that were made in workspaces.
@ApplicationScoped
public class PostgresIdempotency {
  private final PostgresScope scope;
  private final Clock clock;
  private final IdempotencySettings settings;

  PostgresIdempotency(PostgresScope scope, Clock clock, IdempotencySettings settings) {
    this.scope = scope;
    this.clock = clock;
    this.settings = settings;
  }

  /// Takes the request for its caller, or says how it stands.
  public Claim claim(Workspace workspace, OnceRequest request) {
    PostgresClaims rows = rows(workspace);
    return scope.write(workspace, handle -> rows.claim(handle, request, clock.instant(), settings));
  }

  /// Ends what was taken. Texts that have changed since are not kept: nobody would erase them.
  ///
  /// @param answer empty = it was done, but its answer is not kept
  public void complete(Workspace workspace, UUID token, Optional<KeptAnswer> answer) {
    Optional<KeptAnswer> kept =
        answer.filter(given -> given.body().length() <= settings.maxAnswer());
    scope.write(workspace, handle -> rows(workspace).complete(handle, token, kept));
  }

  /// Forgets what was taken: it may be tried again.
  public void release(Workspace workspace, UUID token) {
    scope.write(workspace, handle -> rows(workspace).release(handle, token));
  }

  /// Erases what is older than the retention.
  public void sweep(Workspace workspace) {
    Instant before = clock.instant().minus(settings.retention());
    scope.write(workspace, handle -> rows(workspace).sweep(handle, before));
  }

  private static PostgresClaims rows(Workspace workspace) {
    return new PostgresClaims("idempotency", "workspace", workspace.id().value());
  }
}
