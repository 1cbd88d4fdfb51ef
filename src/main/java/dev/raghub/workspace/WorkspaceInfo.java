package dev.raghub.workspace;

import java.time.Instant;

/// A workspace in lists.
public record WorkspaceInfo(WorkspaceId id, State state, Instant createdAt) {
  /// Where a workspace is in its life.
  public enum State {
    READY,
    DELETING
  }
}
