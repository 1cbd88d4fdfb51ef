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
/// @param rights which documents
public record Caller(
    String key,
    Set<Role> roles,
    Optional<Set<WorkspaceId>> workspaces,
    KeyLimits limits,
    Rights rights) {
  public Caller {
    roles = Set.copyOf(roles);
    workspaces = workspaces.map(Set::copyOf);
  }

  /// One without limits of its own, who may read everything there.
  public Caller(String key, Set<Role> roles, Optional<Set<WorkspaceId>> workspaces) {
    this(key, roles, workspaces, KeyLimits.NONE, Rights.ALL);
  }

  /// Refuses a caller who has not this role, or who may not read all that it reaches.
  public void require(Role role) {
    if (!roles.contains(role) && !roles.contains(Role.ADMIN)) {
      throw new RaghubException(
          ErrorCode.FORBIDDEN,
          "this key lacks the role " + role.name().toLowerCase(java.util.Locale.ROOT));
    }
    // What writes, and what inspects a workspace, sees all of it.
    if (role != Role.QUERY && rights.restricted()) {
      throw new RaghubException(
          ErrorCode.FORBIDDEN, "this needs a caller who may read every document");
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
