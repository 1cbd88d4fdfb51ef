package dev.raghub.workspace;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/// What a key to be made shall be.
///
/// @param name for people: whose key, what for; 1 to 100 characters
/// @param roles at least one
/// @param workspaces where it is good; empty = in every workspace
/// @param expiresAt after which it is refused
/// @param limits how much it may ask for
public record NewKey(
    String name,
    Set<Role> roles,
    Optional<Set<WorkspaceId>> workspaces,
    Optional<Instant> expiresAt,
    KeyLimits limits) {
  public NewKey {
    roles = Set.copyOf(roles);
    workspaces = workspaces.map(Set::copyOf);
  }

  /// One without limits of its own.
  public NewKey(
      String name,
      Set<Role> roles,
      Optional<Set<WorkspaceId>> workspaces,
      Optional<Instant> expiresAt) {
    this(name, roles, workspaces, expiresAt, KeyLimits.NONE);
  }
}
