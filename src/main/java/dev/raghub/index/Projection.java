package dev.raghub.index;

import dev.raghub.corpus.ItemId;
import dev.raghub.corpus.ItemState;
import dev.raghub.workspace.Workspace;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/// Something derived from PostgreSQL that can be deleted and comes back.
interface Projection {
  /// The revision it has applied; 0 when it holds nothing.
  long applied(Workspace workspace);

  /// Replaces what it holds of these items by their state, and records the revision, as one step.
  void apply(Workspace workspace, List<ItemState> items, long revision);

  /// Rewrites what still holds bytes of deleted items.
  default void purge(Workspace workspace) {}

  /// What is left of an item, by the name of the place. Empty where PostgreSQL holds it, whose
  /// tables are searched by their own.
  default Map<String, Long> remains(Workspace workspace, ItemId item, List<String> texts) {
    return Map.of();
  }

  /// What its files take here, in bytes; 0 where PostgreSQL holds it.
  default long bytes(Workspace workspace) {
    return 0;
  }

  /// How many files are left of a workspace.
  default Map<String, Long> files(Workspace workspace) {
    return Map.of();
  }

  /// Forgets the workspace.
  void erase(Workspace workspace);

  /// Forgets every other workspace. Who lives is asked after what is here was looked at. Does
  /// nothing where PostgreSQL holds it.
  default void eraseAllBut(Supplier<List<Workspace>> living) {}
}
