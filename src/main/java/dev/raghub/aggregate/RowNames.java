package dev.raghub.aggregate;

import dev.raghub.corpus.Item;
import dev.raghub.corpus.ItemId;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/// Which rows of a workspace are called how.
interface RowNames {
  /// The rows that bear these names; a name that no row bears is left out.
  Map<String, List<Item>> called(Collection<String> names);

  /// The rows with these sources and keys, as far as they are there.
  Map<ItemId, Item> rows(Collection<ItemId> ids);
}
