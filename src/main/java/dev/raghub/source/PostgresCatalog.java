package dev.raghub.source;

import dev.raghub.source.CatalogTable.ForeignKey;
import dev.raghub.source.CatalogTable.TableKind;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Reads `pg_catalog`. Only relations and columns that the role may select are seen.
final class PostgresCatalog {
  private static final String TABLES =
      """
      SELECT c.oid, n.nspname, c.relname,
             CASE WHEN EXISTS (SELECT FROM pg_depend d
                               WHERE d.classid = 'pg_class'::regclass AND d.objid = c.oid
                                 AND d.deptype = 'e') THEN 'EXTENSION'
                  WHEN c.relispartition THEN 'PARTITION'
                  WHEN c.relkind = 'p' THEN 'PARTITIONED'
                  WHEN c.relkind = 'r' THEN 'TABLE'
                  ELSE 'VIEW' END,
             coalesce(pg_partition_root(c.oid)::oid, c.oid)
      FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
      WHERE c.relkind IN ('r', 'p', 'v', 'm', 'f') AND c.relpersistence <> 't'
        AND n.nspname <> 'information_schema' AND n.nspname !~ '^pg_'
        AND has_schema_privilege(n.oid, 'USAGE')
      ORDER BY n.nspname = 'public' DESC, n.nspname, c.relname""";

  private static final String COLUMNS =
      """
      SELECT a.attrelid, a.attname, format_type(a.atttypid, -1), a.atttypid, a.attnotnull
      FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid
           JOIN pg_namespace n ON n.oid = c.relnamespace
      WHERE c.relkind IN ('r', 'p', 'v', 'm', 'f') AND a.attnum > 0 AND NOT a.attisdropped
        AND n.nspname <> 'information_schema' AND n.nspname !~ '^pg_'
        AND has_column_privilege(c.oid, a.attnum, 'SELECT')
      ORDER BY a.attrelid, a.attnum""";

  private static final String UNIQUE_KEYS =
      """
      SELECT i.indrelid, i.indisprimary,
             ARRAY(SELECT a.attname::text
                   FROM unnest(i.indkey[0:i.indnkeyatts - 1]) WITH ORDINALITY AS k(attnum, at)
                        JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = k.attnum
                   ORDER BY k.at)
      FROM pg_index i
      WHERE i.indisunique AND i.indisvalid AND i.indpred IS NULL AND i.indexprs IS NULL
        AND i.indimmediate
      ORDER BY i.indrelid, i.indisprimary DESC, i.indexrelid""";

  private static final String FOREIGN_KEYS =
      """
      SELECT coalesce(pg_partition_root(f.conrelid)::oid, f.conrelid),
             coalesce(pg_partition_root(f.confrelid)::oid, f.confrelid),
             ARRAY(SELECT a.attname::text
                   FROM unnest(f.conkey) WITH ORDINALITY AS k(attnum, at)
                        JOIN pg_attribute a ON a.attrelid = f.conrelid AND a.attnum = k.attnum
                   ORDER BY k.at),
             ARRAY(SELECT a.attname::text
                   FROM unnest(f.confkey) WITH ORDINALITY AS k(attnum, at)
                        JOIN pg_attribute a ON a.attrelid = f.confrelid AND a.attnum = k.attnum
                   ORDER BY k.at)
      FROM pg_constraint f
      WHERE f.contype = 'f'
      ORDER BY f.conkey, f.oid""";

  private final Connection connection;
  private final DatabaseAddress address;
  private final PostgresTypes types;

  PostgresCatalog(Connection connection, DatabaseAddress address) {
    this.connection = connection;
    this.address = address;
    this.types = new PostgresTypes(connection);
  }

  List<CatalogTable> tables() {
    try {
      Map<Long, List<CatalogColumn>> columns = columns();
      Map<Long, List<List<String>>> primary = new HashMap<>();
      Map<Long, List<List<String>>> unique = uniqueKeys(primary);
      return tables(columns, primary, unique);
    } catch (SQLException e) {
      throw PostgresFaults.reading(address, "reading the catalog", e);
    }
  }

  private List<CatalogTable> tables(
      Map<Long, List<CatalogColumn>> columns,
      Map<Long, List<List<String>>> primary,
      Map<Long, List<List<String>>> unique)
      throws SQLException {
    Map<Long, String> names = new LinkedHashMap<>();
    try (PreparedStatement statement = connection.prepareStatement(TABLES);
        ResultSet rows = statement.executeQuery()) {
      while (rows.next()) {
        names.put(rows.getLong(1), rows.getString(2) + "." + rows.getString(3));
      }
    }
    Map<Long, Set<ForeignKey>> foreign = foreignKeys(names);
    List<CatalogTable> tables = new ArrayList<>();
    try (PreparedStatement statement = connection.prepareStatement(TABLES);
        ResultSet rows = statement.executeQuery()) {
      while (rows.next()) {
        long oid = rows.getLong(1);
        if (columns.containsKey(oid)) {
          List<List<String>> primaryKeys = primary.getOrDefault(oid, List.of());
          tables.add(
              new CatalogTable(
                  rows.getString(2),
                  rows.getString(3),
                  TableKind.valueOf(rows.getString(4)),
                  columns.getOrDefault(oid, List.of()),
                  primaryKeys.isEmpty() ? List.of() : primaryKeys.getFirst(),
                  unique.getOrDefault(oid, List.of()),
                  List.copyOf(foreign.getOrDefault(rows.getLong(5), Set.of())),
                  0));
        }
      }
    }
    return tables;
  }

  private Map<Long, List<CatalogColumn>> columns() throws SQLException {
    Map<Long, List<CatalogColumn>> columns = new HashMap<>();
    try (PreparedStatement statement = connection.prepareStatement(COLUMNS);
        ResultSet rows = statement.executeQuery()) {
      while (rows.next()) {
        CatalogColumn column =
            new CatalogColumn(
                rows.getString(2),
                rows.getString(3),
                types.kind(rows.getLong(4)),
                rows.getBoolean(5),
                ColumnSample.NONE);
        columns.computeIfAbsent(rows.getLong(1), _ -> new ArrayList<>()).add(column);
      }
    }
    return columns;
  }

  private Map<Long, List<List<String>>> uniqueKeys(Map<Long, List<List<String>>> primary)
      throws SQLException {
    Map<Long, List<List<String>>> keys = new HashMap<>();
    try (PreparedStatement statement = connection.prepareStatement(UNIQUE_KEYS);
        ResultSet rows = statement.executeQuery()) {
      while (rows.next()) {
        List<String> names = names(rows, 3);
        keys.computeIfAbsent(rows.getLong(1), _ -> new ArrayList<>()).add(names);
        if (rows.getBoolean(2)) {
          primary.computeIfAbsent(rows.getLong(1), _ -> new ArrayList<>()).add(names);
        }
      }
    }
    return keys;
  }

  private Map<Long, Set<ForeignKey>> foreignKeys(Map<Long, String> names) throws SQLException {
    Map<Long, Set<ForeignKey>> keys = new HashMap<>();
    try (PreparedStatement statement = connection.prepareStatement(FOREIGN_KEYS);
        ResultSet rows = statement.executeQuery()) {
      while (rows.next()) {
        String table = names.get(rows.getLong(2));
        if (table != null) {
          keys.computeIfAbsent(rows.getLong(1), _ -> new LinkedHashSet<>())
              .add(new ForeignKey(names(rows, 3), table, names(rows, 4)));
        }
      }
    }
    return keys;
  }

  private static List<String> names(ResultSet rows, int at) throws SQLException {
    return List.of((String[]) rows.getArray(at).getArray());
  }

  /// Asks the server what the queries of the mapping give, without running them.
  Map<String, CatalogQuery> queries(Mapping mapping) {
    Map<String, CatalogQuery> queries = new HashMap<>();
    for (SourceMapping source : mapping.sources()) {
      if (source.origin() instanceof SourceOrigin.Query query) {
        queries.put(source.name(), describe(query));
      }
    }
    return queries;
  }

  private CatalogQuery describe(SourceOrigin.Query query) {
    String sql = "SELECT * FROM (" + query.statement() + "\n) AS q LIMIT 0";
    try (PreparedStatement statement = connection.prepareStatement(sql);
        ResultSet rows = statement.executeQuery()) {
      ResultSetMetaData shape = rows.getMetaData();
      Collection<CatalogColumn> columns = new ArrayList<>();
      for (int at = 1; at <= shape.getColumnCount(); at++) {
        long type = types.oid(shape.getColumnTypeName(at));
        columns.add(
            new CatalogColumn(
                shape.getColumnLabel(at),
                types.name(type),
                types.kind(type),
                false,
                ColumnSample.NONE));
      }
      return new CatalogQuery(List.copyOf(columns), "");
    } catch (SQLException e) {
      if (PostgresFaults.state(e).startsWith("42")) {
        return new CatalogQuery(List.of(), PostgresFaults.serverMessage(e));
      }
      throw PostgresFaults.reading(address, "describing a query", e);
    }
  }
}
