package dev.raghub.workspace;

import java.util.UUID;

/// A workspace without a database, for benchmarks of what needs none.
public final class SyntheticWorkspace {
  private SyntheticWorkspace() {}

  /// Always the same.
  public static Workspace get() {
    return new Workspace(new WorkspaceId("bench"), new UUID(0, 0));
  }
}
