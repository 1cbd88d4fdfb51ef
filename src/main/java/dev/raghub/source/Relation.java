package dev.raghub.source;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Something to select from.
sealed interface Relation permits CatalogTable, CatalogQuery {
  List<CatalogColumn> columns();

  /// Column lists that a constraint or index proves to be unique.
  List<List<String>> uniqueKeys();

  default Optional<CatalogColumn> column(String name) {
    return columns().stream().filter(column -> column.name().equals(name)).findFirst();
  }

  /// The unique key that consists of these columns in any order and without nulls, in the order of
  /// its index.
  default Optional<List<String>> provenKey(Collection<String> names) {
    Set<String> wanted = new HashSet<>(names);
    return uniqueKeys().stream()
        .filter(unique -> new HashSet<>(unique).equals(wanted))
        .filter(unique -> unique.stream().allMatch(this::neverNull))
        .findFirst();
  }

  /// Whether a value of these columns stands in at most one row.
  default boolean atMostOnce(Collection<String> names) {
    return uniqueKeys().stream().anyMatch(names::containsAll);
  }

  private boolean neverNull(String name) {
    return column(name).map(CatalogColumn::notNull).orElse(false);
  }
}
