package dev.raghub.index;

import dev.raghub.corpus.ItemState;
import dev.raghub.workspace.Workspace;
import java.util.List;

/// Something derived from PostgreSQL that can be deleted and comes back.
interface Projection {
  /// The revision it has applied; 0 when it holds nothing.
  long applied(Workspace workspace);

  /// Replaces what it holds of these items by their state, and records the revision, as one step.
  void apply(Workspace workspace, List<ItemState> items, long revision);

  /// Forgets the workspace.
  void erase(Workspace workspace);
}
