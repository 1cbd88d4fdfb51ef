package dev.raghub.source;

import dev.raghub.source.CatalogTable.TableKind;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/// Looks at up to 1,000 rows of a table, so that a draft can tell names from prose. Needs no
/// ANALYZE.
final class PostgresSample {
  private static final int ROWS = 1_000;

  /// Longer cells are cut before they are counted; a sample must not drag megabytes through the
  /// server.
  private static final int CELL = 2_000;

  private final Connection connection;
  private final DatabaseAddress address;

  PostgresSample(Connection connection, DatabaseAddress address) {
    this.connection = connection;
    this.address = address;
  }

  CatalogTable take(CatalogTable table) {
    if (table.kind() != TableKind.TABLE && table.kind() != TableKind.PARTITIONED) {
      return table;
    }
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql(table))) {
      row.next();
      int at = 2;
      List<CatalogColumn> columns = new ArrayList<>();
      for (CatalogColumn column : table.columns()) {
        columns.add(looked(column) ? column.sampled(sample(row, at)) : column);
        at += looked(column) ? 5 : 0;
      }
      return table.sampled(columns, row.getLong(1));
    } catch (SQLException e) {
      throw PostgresFaults.reading(address, "sampling " + table.qualifiedName(), e);
    }
  }

  private static boolean looked(CatalogColumn column) {
    return column.kind() == ColumnKind.TEXT || column.kind() == ColumnKind.ENUM;
  }

  private static String sql(CatalogTable table) {
    List<String> counts = new ArrayList<>();
    List<String> cells = new ArrayList<>();
    counts.add("count(*)");
    for (CatalogColumn column : table.columns()) {
      if (looked(column)) {
        String name = PostgresNames.quote(column.name());
        cells.add("left(" + name + "::text, " + CELL + ") AS " + name);
        counts.add(
            "count(%1$s), count(DISTINCT %1$s), avg(length(%1$s)), max(length(%1$s)), avg((position(' ' IN btrim(%1$s)) > 0)::int)"
                .formatted(name));
      }
    }
    return "SELECT %s FROM (SELECT %s FROM %s LIMIT %d) AS t"
        .formatted(
            String.join(", ", counts), String.join(", ", cells), PostgresNames.table(table), ROWS);
  }

  private static ColumnSample sample(ResultSet row, int at) throws SQLException {
    return new ColumnSample(
        row.getLong(at),
        row.getLong(at + 1),
        row.getDouble(at + 2),
        row.getLong(at + 3),
        row.getDouble(at + 4));
  }
}
