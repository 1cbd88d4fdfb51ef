package dev.raghub.change;

import dev.raghub.workspace.Workspace;

/// Lets changes be applied by hand from other packages.
public final class Drained {
  private Drained() {}

  public static void drain(ChangeWorkers workers, Workspace workspace) {
    workers.drain(workspace);
  }

  public static QueueStatus status(PostgresQueueStatus status, Workspace workspace) {
    return status.of(workspace);
  }
}
