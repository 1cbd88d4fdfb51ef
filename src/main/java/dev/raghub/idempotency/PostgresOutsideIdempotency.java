package dev.raghub.idempotency;

import dev.raghub.workspace.PostgresScope;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/// The requests that belong to no workspace, such as making one. Nothing of any workspace's content
/// is in their answers.
@ApplicationScoped
public class PostgresOutsideIdempotency {
  private static final String NOWHERE = "-";

  private final PostgresScope scope;
  private final Clock clock;
  private final IdempotencySettings settings;

  PostgresOutsideIdempotency(PostgresScope scope, Clock clock, IdempotencySettings settings) {
    this.scope = scope;
    this.clock = clock;
    this.settings = settings;
  }

  /// Takes the request for its caller, or says how it stands.
  public Claim claim(OnceRequest request) {
    PostgresClaims rows = rows();
    return scope.outside(handle -> rows.claim(handle, request, clock.instant(), settings));
  }

  /// Ends what was taken.
  ///
  /// @param answer empty = it was done, but its answer is not kept
  public void complete(UUID token, Optional<KeptAnswer> answer) {
    Optional<KeptAnswer> kept =
        answer.filter(given -> given.body().length() <= settings.maxAnswer());
    scope.outside(handle -> rows().complete(handle, token, kept));
  }

  /// Forgets what was taken: it may be tried again.
  public void release(UUID token) {
    scope.outside(handle -> rows().release(handle, token));
  }

  /// Erases what is older than the retention.
  public void sweep() {
    Instant before = clock.instant().minus(settings.retention());
    scope.outside(handle -> rows().sweep(handle, before));
  }

  private static PostgresClaims rows() {
    return new PostgresClaims("outside_idempotency", "scope", NOWHERE);
  }
}
