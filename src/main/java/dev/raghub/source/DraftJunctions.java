package dev.raghub.source;

import dev.raghub.source.CatalogTable.ForeignKey;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Finds the tables that only connect two others, and turns each into a list on either side.
final class DraftJunctions {
  private final Map<String, CatalogTable> tables;
  private final Map<String, String> names;
  private final Map<String, List<ListMapping>> lists = new HashMap<>();
  private final Map<String, CatalogTable> junctions = new LinkedHashMap<>();

  /// @param tables by qualified name
  /// @param names of the sources, by the table's qualified name
  DraftJunctions(Map<String, CatalogTable> tables, Map<String, String> names) {
    this.tables = tables;
    this.names = names;
    Set<String> pointedTo = new HashSet<>();
    tables.values().forEach(each -> each.foreignKeys().forEach(key -> pointedTo.add(key.table())));
    for (CatalogTable table : tables.values()) {
      if (!pointedTo.contains(table.qualifiedName()) && junction(table)) {
        junctions.put(table.qualifiedName(), table);
      }
    }
    junctions.values().forEach(this::collapse);
  }

  boolean contains(CatalogTable table) {
    return junctions.containsKey(table.qualifiedName());
  }

  List<ListMapping> lists(CatalogTable table) {
    return lists.getOrDefault(table.qualifiedName(), List.of());
  }

  List<String> notes() {
    return junctions.values().stream()
        .map(table -> "collapsed to lists on both sides: " + table.qualifiedName())
        .toList();
  }

  private boolean junction(CatalogTable table) {
    if (table.foreignKeys().size() != 2) {
      return false;
    }
    Set<String> keys = new LinkedHashSet<>();
    int columns = 0;
    for (ForeignKey key : table.foreignKeys()) {
      CatalogTable target = tables.get(key.table());
      List<String> targetKey = target == null ? List.of() : DraftTable.keyOf(target);
      if (targetKey.isEmpty() || !new HashSet<>(targetKey).equals(new HashSet<>(key.target()))) {
        return false;
      }
      keys.addAll(key.columns());
      columns += key.columns().size();
    }
    return keys.size() == columns
        && table.columns().stream()
            .filter(column -> !keys.contains(column.name()))
            .allMatch(column -> ColumnNames.besideTheJunction(column) || ownKey(table, column));
  }

  private static boolean ownKey(CatalogTable table, CatalogColumn column) {
    boolean number = column.kind() == ColumnKind.NUMBER || column.kind() == ColumnKind.UUID;
    return number && table.primaryKey().equals(List.of(column.name()));
  }

  private void collapse(CatalogTable junction) {
    ForeignKey left = junction.foreignKeys().getFirst();
    ForeignKey right = junction.foreignKeys().getLast();
    add(junction, left, right);
    add(junction, right, left);
  }

  private void add(CatalogTable junction, ForeignKey here, ForeignKey there) {
    String to = names.get(there.table());
    CatalogTable owner = tables.get(here.table());
    CatalogTable target = tables.get(there.table());
    if (to == null || owner == null || target == null) {
      return;
    }
    List<ListMapping> known = lists.computeIfAbsent(here.table(), _ -> new ArrayList<>());
    known.add(
        new ListMapping(
            name(junction, there, owner, known),
            junction.qualifiedName(),
            inKeyOrder(here, owner),
            to,
            inKeyOrder(there, target),
            ListMapping.DEFAULT_LIMIT));
  }

  private static String name(
      CatalogTable junction, ForeignKey there, CatalogTable owner, List<ListMapping> known) {
    Set<String> taken = new HashSet<>();
    known.forEach(list -> taken.add(list.name()));
    owner.columns().forEach(column -> taken.add(Words.role(column.name())));
    String target = Words.singular(Words.snake(there.table().replaceFirst("^.*?\\.", "")));
    String role = there.columns().size() == 1 ? Words.role(there.columns().getFirst()) : target;
    String name = Words.plural(role.equals("id") ? target : role);
    return taken.contains(name) ? name + "_by_" + Words.snake(junction.name()) : name;
  }

  /// The junction's columns in the order of the key they hold.
  private static List<String> inKeyOrder(ForeignKey key, CatalogTable target) {
    return DraftTable.keyOf(target).stream()
        .map(column -> key.columns().get(key.target().indexOf(column)))
        .toList();
  }
}
