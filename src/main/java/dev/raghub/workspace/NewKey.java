package dev.raghub.workspace;

import dev.raghub.fault.ErrorCode;
import dev.raghub.fault.RaghubException;
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
/// @param rights which documents it may read; whoever may not read all may do nothing else
public record NewKey(
    String name,
    Set<Role> roles,
    Optional<Set<WorkspaceId>> workspaces,
    Optional<Instant> expiresAt,
    KeyLimits limits,
    Rights rights) {
  public NewKey {
    roles = Set.copyOf(roles);
    workspaces = workspaces.map(Set::copyOf);
    // What writes, and what inspects a workspace, sees all of it.
    if (rights.restricted() && !roles.equals(Set.of(Role.QUERY))) {
      throw new RaghubException(
          ErrorCode.INVALID_REQUEST,
          "a key with labels can only have the role query; make another key for the rest");
    }
  }

  /// One without limits of its own, which may read everything there.
  public NewKey(
      String name,
      Set<Role> roles,
      Optional<Set<WorkspaceId>> workspaces,
      Optional<Instant> expiresAt) {
    this(name, roles, workspaces, expiresAt, KeyLimits.NONE, Rights.ALL);
  }
}
