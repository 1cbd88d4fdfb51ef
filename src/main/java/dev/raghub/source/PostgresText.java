package dev.raghub.source;

/// How a cell becomes text inside the server, so that every type works without a driver class for
/// it.
final class PostgresText {
  private final int maxCellCharacters;

  PostgresText(int maxCellCharacters) {
    this.maxCellCharacters = maxCellCharacters;
  }

  /// The cell for people. One character more than allowed is fetched, so that the excess shows
  /// without dragging the whole cell over.
  String cell(String alias, CatalogColumn column) {
    String name = PostgresNames.column(alias, column.name());
    return switch (column.kind()) {
      case BOOLEAN -> "CASE " + name + " WHEN true THEN 'yes' WHEN false THEN 'no' END";
      case NUMBER, DATE, UUID -> name + "::text";
      // A moment loses its fraction of a second, and midnight its time of day.
      case TIMESTAMP -> "regexp_replace(date_trunc('second', " + name + ")::text, ' 00:00:00', '')";
      case TIMESTAMP_WITH_ZONE ->
          "replace(regexp_replace(date_trunc('second', "
              + name
              + ")::text, ' 00:00:00\\+00', ''), '+00', ' UTC')";
      case ARRAY -> bounded("array_to_string(" + name + ", ', ')");
      case TEXT, ENUM, JSON -> bounded(name + "::text");
      // The type's own output: a cast would show the address 10.0.0.1 as 10.0.0.1/32.
      case OTHER -> bounded("format('%s', " + name + ")");
      case BINARY, SEARCH -> "NULL::text";
    };
  }

  private String bounded(String expression) {
    return "left(" + expression + ", " + (maxCellCharacters + 1) + ")";
  }

  /// The cell exactly, as a key needs it.
  static String exact(String alias, String column) {
    return PostgresNames.column(alias, column) + "::text";
  }
}
