package dev.raghub.source;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;

/// What kind of value a PostgreSQL type holds. Asks the server once per type.
final class PostgresTypes {
  private static final String BASE_TYPE =
      """
      WITH RECURSIVE base AS (
        SELECT oid, typbasetype, typtype, typcategory, typname, typelem FROM pg_type WHERE oid = ?
        UNION ALL
        SELECT t.oid, t.typbasetype, t.typtype, t.typcategory, t.typname, t.typelem
        FROM base b JOIN pg_type t ON t.oid = b.typbasetype
        WHERE b.typtype = 'd')
      SELECT typtype, typcategory, typname, typelem FROM base WHERE typtype <> 'd'""";

  private final Connection connection;
  private final Map<Long, ColumnKind> kinds = new HashMap<>();

  PostgresTypes(Connection connection) {
    this.connection = connection;
  }

  ColumnKind kind(long oid) throws SQLException {
    ColumnKind known = kinds.get(oid);
    if (known != null) {
      return known;
    }
    ColumnKind kind = ask(oid);
    kinds.put(oid, kind);
    return kind;
  }

  private ColumnKind ask(long oid) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(BASE_TYPE)) {
      statement.setLong(1, oid);
      try (ResultSet rows = statement.executeQuery()) {
        if (!rows.next()) {
          return ColumnKind.OTHER;
        }
        String category = rows.getString(2);
        if (category.equals("A")) {
          return kind(rows.getLong(4)).rendered() ? ColumnKind.ARRAY : ColumnKind.BINARY;
        }
        return kind(category, rows.getString(3));
      }
    }
  }

  private static ColumnKind kind(String category, String name) {
    return switch (name) {
      case "bytea" -> ColumnKind.BINARY;
      case "tsvector", "tsquery", "gtsvector" -> ColumnKind.SEARCH;
      case "json", "jsonb" -> ColumnKind.JSON;
      case "uuid" -> ColumnKind.UUID;
      case "date" -> ColumnKind.DATE;
      case "timestamp" -> ColumnKind.TIMESTAMP;
      case "timestamptz" -> ColumnKind.TIMESTAMP_WITH_ZONE;
      case "citext" -> ColumnKind.TEXT;
      default ->
          switch (category) {
            case "S" -> ColumnKind.TEXT;
            case "E" -> ColumnKind.ENUM;
            case "N" -> ColumnKind.NUMBER;
            case "B" -> ColumnKind.BOOLEAN;
            default -> ColumnKind.OTHER;
          };
    };
  }

  /// The type that the driver names in a result's description.
  long oid(String driverName) throws SQLException {
    String name =
        switch (driverName) {
          case "serial" -> "int4";
          case "bigserial" -> "int8";
          case "smallserial" -> "int2";
          default -> driverName;
        };
    return Long.parseLong(ask("SELECT coalesce(to_regtype(?)::oid, 25)::bigint", name));
  }

  /// The type as a cast writes it.
  String name(long oid) throws SQLException {
    return ask("SELECT format_type(?::bigint::oid, -1)", String.valueOf(oid));
  }

  private String ask(String sql, String parameter) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setString(1, parameter);
      try (ResultSet rows = statement.executeQuery()) {
        rows.next();
        return rows.getString(1);
      }
    }
  }
}
