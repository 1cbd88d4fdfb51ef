package dev.raghub.idempotency;

import dev.raghub.spend.Housekeeping;
import dev.raghub.workspace.Workspace;
import jakarta.enterprise.context.ApplicationScoped;

/// Erases what is older than [IdempotencySettings#retention].
@ApplicationScoped
public class Sweep implements Housekeeping {
  private final PostgresIdempotency inside;
  private final PostgresOutsideIdempotency outside;

  Sweep(PostgresIdempotency inside, PostgresOutsideIdempotency outside) {
    this.inside = inside;
    this.outside = outside;
  }

  @Override
  public void keep(Workspace workspace) {
    inside.sweep(workspace);
  }

  @Override
  public void keepOutside() {
    outside.sweep();
  }
}
