package dev.raghub.aggregate;

import dev.raghub.corpus.Item;
import dev.raghub.corpus.ItemId;
import dev.raghub.corpus.PostgresCorpus;
import dev.raghub.graph.EntityId;
import dev.raghub.graph.GraphSnapshot;
import dev.raghub.workspace.Workspace;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The names that the graph in memory knows, and the rows behind them from PostgreSQL, the truth: a
/// row that is gone there has no name.
final class GraphRowNames implements RowNames {
  /// Enough to see that a name is ambiguous.
  private static final int MAX_ROWS = 20;

  private final Workspace workspace;
  private final GraphSnapshot graph;
  private final PostgresCorpus corpus;

  GraphRowNames(Workspace workspace, GraphSnapshot graph, PostgresCorpus corpus) {
    this.workspace = workspace;
    this.graph = graph;
    this.corpus = corpus;
  }

  @Override
  public Map<String, List<Item>> called(Collection<String> names) {
    Map<String, Set<ItemId>> owners = new LinkedHashMap<>();
    Set<ItemId> all = new HashSet<>();
    for (String name : names) {
      Set<ItemId> rows = owners(name);
      if (!rows.isEmpty()) {
        owners.put(name, rows);
        all.addAll(rows);
      }
    }
    Map<ItemId, Item> found = rows(all);
    Map<String, List<Item>> called = new HashMap<>();
    owners.forEach(
        (name, ids) -> {
          List<Item> rows = new ArrayList<>();
          ids.stream().sorted().filter(found::containsKey).forEach(id -> rows.add(found.get(id)));
          if (!rows.isEmpty()) {
            called.put(name, rows);
          }
        });
    return called;
  }

  private Set<ItemId> owners(String name) {
    Set<ItemId> owners = new HashSet<>();
    int entity = graph.entity(EntityId.ofName(name));
    if (entity >= 0 && graph.known(entity)) {
      graph.passages(
          entity,
          (passage, owns) -> {
            if (owns && owners.size() < MAX_ROWS) {
              owners.add(graph.item(passage));
            }
          });
    }
    return owners;
  }

  @Override
  public Map<ItemId, Item> rows(Collection<ItemId> ids) {
    return ids.isEmpty() ? Map.of() : corpus.find(workspace, ids);
  }
}
