package dev.raghub.workspace;

/// Proof that somebody may work in a workspace. Only this package makes one, after it has checked
/// the caller, so a method that takes it cannot be reached with a bare name.
public final class Workspace {
  private final WorkspaceId id;

  Workspace(WorkspaceId id) {
    this.id = id;
  }

  public WorkspaceId id() {
    return id;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Workspace workspace && workspace.id.equals(id);
  }

  @Override
  public int hashCode() {
    return id.hashCode();
  }

  @Override
  public String toString() {
    return id.value();
  }
}
