package dev.raghub.source;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// A table on its way into a draft: what its columns are good for.
///
/// @param name the source's name
/// @param key primary key, else a unique key that is never null, else empty
record DraftTable(
    String name,
    String type,
    CatalogTable table,
    List<String> key,
    List<ReferenceMapping> references) {
  /// Averages of at least this many characters are prose.
  private static final int PROSE_LENGTH = 60;

  /// Shorter ones are when the column's name says so.
  private static final int NAMED_PROSE_LENGTH = 20;

  private static final int LONG_TEXT = 200;
  private static final int MIN_KEY_SAMPLE = 5;
  private static final int MAX_FACET_VALUES = 30;
  private static final double MAX_FACET_SHARE = 0.2;

  DraftTable {
    key = List.copyOf(key);
    references = List.copyOf(references);
  }

  static List<String> keyOf(CatalogTable table) {
    if (!table.primaryKey().isEmpty() && confirmed(table, table.primaryKey())) {
      return table.primaryKey();
    }
    return table.uniqueKeys().stream()
        .filter(unique -> confirmed(table, unique))
        .filter(unique -> table.provenKey(unique).isPresent())
        .findFirst()
        .orElse(List.of());
  }

  /// The role may read all columns, and all have a text form.
  private static boolean confirmed(CatalogTable table, List<String> names) {
    return names.stream()
        .allMatch(name -> table.column(name).map(found -> found.kind().rendered()).orElse(false));
  }

  DraftTable with(List<ReferenceMapping> found) {
    return new DraftTable(name, type, table, key, found);
  }

  boolean freeText(CatalogColumn column) {
    ColumnSample sample = column.sample();
    if (column.kind() != ColumnKind.TEXT || ColumnNames.secret(column) || unique(column)) {
      return false;
    }
    if (sample.values() == 0) {
      return column.type().equals("text") && ColumnNames.prose(column);
    }
    boolean sentences = sample.spaced() >= 0.5;
    boolean named = ColumnNames.prose(column) && sample.averageLength() >= NAMED_PROSE_LENGTH;
    boolean sometimesLong =
        column.type().equals("text")
            && sample.maxLength() >= LONG_TEXT
            && sample.averageLength() >= PROSE_LENGTH / 2.0;
    return sentences && (sample.averageLength() >= PROSE_LENGTH || named || sometimesLong);
  }

  boolean facet(CatalogColumn column) {
    ColumnSample sample = column.sample();
    return (column.kind() == ColumnKind.TEXT || column.kind() == ColumnKind.ENUM)
        && sample.distinct() >= 2
        && sample.distinct() * 2 <= sample.values()
        && sample.distinct() <= MAX_FACET_VALUES
        && sample.distinct() < table.sampledRows() * MAX_FACET_SHARE;
  }

  boolean unique(CatalogColumn column) {
    return table.uniqueKeys().contains(List.of(column.name()));
  }

  /// A key that people use: text that is no foreign key.
  boolean naturalKey(CatalogColumn column) {
    return column.kind() == ColumnKind.TEXT
        && unique(column)
        && !referenced().contains(column.name());
  }

  /// No constraint says so, but it is called like a key and never repeats.
  boolean actsAsKey(CatalogColumn column) {
    ColumnSample sample = column.sample();
    return column.kind() == ColumnKind.TEXT
        && ColumnNames.naturalKey(column)
        && sample.values() >= MIN_KEY_SAMPLE
        && sample.distinct() == sample.values();
  }

  /// Whether a constraint backs the reference.
  boolean declared(ReferenceMapping reference) {
    return table.foreignKeys().stream().anyMatch(key -> key.columns().equals(reference.columns()));
  }

  /// Numbers and UUIDs of the key tell a reader nothing.
  boolean surrogate(CatalogColumn column) {
    return key.contains(column.name())
        && (column.kind() == ColumnKind.NUMBER || column.kind() == ColumnKind.UUID);
  }

  Set<String> referenced() {
    Set<String> names = new HashSet<>();
    references.forEach(reference -> names.addAll(reference.columns()));
    return names;
  }

  /// Columns that may be shown at all.
  List<CatalogColumn> shown() {
    List<CatalogColumn> columns = new ArrayList<>();
    for (CatalogColumn column : table.columns()) {
      if (column.kind().rendered() && !ColumnNames.secret(column) && !ColumnNames.audit(column)) {
        columns.add(column);
      }
    }
    return columns;
  }
}
