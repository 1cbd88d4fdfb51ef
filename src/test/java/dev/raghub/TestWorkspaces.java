package dev.raghub;

import dev.raghub.workspace.Caller;
import dev.raghub.workspace.PostgresWorkspaces;
import dev.raghub.workspace.Role;
import dev.raghub.workspace.Workspace;
import dev.raghub.workspace.WorkspaceId;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/// Workspaces for tests, made and entered as an administrator does it.
public final class TestWorkspaces {
  private static final Caller ADMIN = new Caller("test", Set.of(Role.ADMIN), Optional.empty());

  private TestWorkspaces() {}

  /// A new empty workspace whose name begins with this and is used by no other test.
  public static Workspace fresh(PostgresWorkspaces workspaces, String prefix) {
    String name = prefix + "-" + UUID.randomUUID().toString().substring(0, 13);
    return named(workspaces, name);
  }

  /// A new empty workspace of this name.
  public static Workspace named(PostgresWorkspaces workspaces, String name) {
    workspaces.create(ADMIN, new WorkspaceId(name));
    return workspaces.enter(ADMIN, Optional.of(name));
  }

  /// Erases it with all that PostgreSQL holds of it.
  public static void erase(PostgresWorkspaces workspaces, Workspace workspace) {
    workspaces.delete(ADMIN, workspace);
  }
}
