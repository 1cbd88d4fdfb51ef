package dev.raghub.source;

import java.util.List;

/// A table or view as the connected role sees it: columns it may not read are missing.
///
/// @param primaryKey empty when there is none
/// @param uniqueKeys primary key, unique constraints and plain unique indexes, in index order
/// @param foreignKeys for a partitioned table those of its partitions as well
/// @param sampledRows how many rows the column samples looked at, 0 = not sampled
public record CatalogTable(
    String schema,
    String name,
    TableKind kind,
    List<CatalogColumn> columns,
    List<String> primaryKey,
    List<List<String>> uniqueKeys,
    List<ForeignKey> foreignKeys,
    long sampledRows)
    implements Relation {
  public CatalogTable {
    columns = List.copyOf(columns);
    primaryKey = List.copyOf(primaryKey);
    uniqueKeys = List.copyOf(uniqueKeys);
    foreignKeys = List.copyOf(foreignKeys);
  }

  String qualifiedName() {
    return schema + "." + name;
  }

  CatalogTable sampled(List<CatalogColumn> sampledColumns, long rows) {
    return new CatalogTable(
        schema, name, kind, sampledColumns, primaryKey, uniqueKeys, foreignKeys, rows);
  }

  /// What a table is.
  public enum TableKind {
    TABLE,
    PARTITIONED,
    /// A part of a partitioned table.
    PARTITION,
    /// A view, materialised view or foreign table.
    VIEW,
    /// Belongs to an extension.
    EXTENSION
  }

  /// A foreign key. Partitions are replaced by their root on both sides.
  public record ForeignKey(List<String> columns, String table, List<String> target) {
    public ForeignKey {
      columns = List.copyOf(columns);
      target = List.copyOf(target);
    }
  }
}
