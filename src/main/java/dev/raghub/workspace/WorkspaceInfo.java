package dev.raghub.workspace;

import java.time.Instant;
import java.util.UUID;

/// A workspace in lists.
public record WorkspaceInfo(WorkspaceId id, UUID incarnation, State state, Instant createdAt) {
  /// Where a workspace is in its life.
  public enum State {
    READY,
    /// It is asked, and takes nothing in.
    FROZEN,
    DELETING
  }
}
