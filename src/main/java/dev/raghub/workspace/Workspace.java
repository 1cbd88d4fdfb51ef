package dev.raghub.workspace;

import java.util.UUID;

/// Proof that somebody may work in a workspace. Only this package makes one, after it has checked
/// the caller, so a method that takes it cannot be reached with a bare name.
public final class Workspace {
  private final WorkspaceId id;
  private final UUID incarnation;
  private final Rights rights;

  Workspace(WorkspaceId id, UUID incarnation, Rights rights) {
    this.id = id;
    this.incarnation = incarnation;
    this.rights = rights;
  }

  public WorkspaceId id() {
    return id;
  }

  /// Differs when a workspace is erased and made again under its name, so that nothing kept outside
  /// PostgreSQL for the first is taken for the second's.
  public UUID incarnation() {
    return incarnation;
  }

  /// What its holder may read of it. Not part of what makes two proofs equal: whoever reads, it is
  /// the same workspace.
  public Rights rights() {
    return rights;
  }

  /// The same for what serves all readers alike: indexes and graphs, never an answer
  /// (`ArchitectureTest` knows who may).
  public Workspace whole() {
    return rights.restricted() ? new Workspace(id, incarnation, Rights.ALL) : this;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Workspace workspace
        && workspace.id.equals(id)
        && workspace.incarnation.equals(incarnation);
  }

  @Override
  public int hashCode() {
    return 31 * id.hashCode() + incarnation.hashCode();
  }

  @Override
  public String toString() {
    return id.value();
  }
}
