package dev.raghub.workspace;

import dev.raghub.fault.ErrorCode;
import dev.raghub.fault.RaghubException;
import java.util.Optional;
import java.util.Set;

/// Somebody whose key has been verified.
///
/// @param key the public part of the key, fit for logs
/// @param roles what the caller may do
/// @param workspaces where; empty = in every workspace
/// @param limits how much of it
public record Caller(
    String key, Set<Role> roles, Optional<Set<WorkspaceId>> workspaces, KeyLimits limits) {
  public Caller {
    roles = Set.copyOf(roles);
    workspaces = workspaces.map(Set::copyOf);
  }

  /// One without limits of its own.
  public Caller(String key, Set<Role> roles, Optional<Set<WorkspaceId>> workspaces) {
    this(key, roles, workspaces, KeyLimits.NONE);
  }

  /// Refuses a caller who has not this role.
  public void require(Role role) {
    if (!roles.contains(role) && !roles.contains(Role.ADMIN)) {
      throw new RaghubException(
          ErrorCode.FORBIDDEN,
          "this key lacks the role " + role.name().toLowerCase(java.util.Locale.ROOT));
    }
  }

  /// Refuses a caller who is bound to some workspaces: what follows concerns all of them.
  public void requireEverywhere() {
    if (workspaces.isPresent()) {
      throw new RaghubException(ErrorCode.FORBIDDEN, "this needs a key for all workspaces");
    }
  }

  boolean mayEnter(WorkspaceId workspace) {
    return workspaces.map(allowed -> allowed.contains(workspace)).orElse(true);
  }
}
