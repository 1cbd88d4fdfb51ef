package dev.raghub.workspace;

import java.util.UUID;

/// Workspaces without a database, for tests of what needs their names alone.
public final class NamedWorkspace {
  private NamedWorkspace() {}

  public static Workspace of(String name) {
    return new Workspace(new WorkspaceId(name), new UUID(0, 0), Rights.ALL);
  }
}
