package dev.raghub.rest;

import dev.raghub.workspace.Workspace;
import java.util.List;

/// Where a question may go.
public sealed interface Destination {
  /// Into the workspace that the caller has named.
  record One(Workspace workspace) implements Destination {}

  /// Into whichever of these it belongs to. The caller may enter all of them.
  record Any(List<Workspace> workspaces) implements Destination {
    public Any {
      workspaces = List.copyOf(workspaces);
    }
  }
}
