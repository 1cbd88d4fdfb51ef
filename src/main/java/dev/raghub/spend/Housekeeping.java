package dev.raghub.spend;

import dev.raghub.workspace.Workspace;

/// What else [Upkeep] erases in its round, for a package above this one.
public interface Housekeeping {
  void keep(Workspace workspace);

  /// What belongs to no workspace.
  void keepOutside();
}
