package dev.raghub.source;

import dev.raghub.fault.ErrorCode;
import dev.raghub.fault.RaghubException;
import java.util.ArrayList;
import java.util.List;

/// The only place where a name becomes part of a statement.
final class PostgresNames {
  private PostgresNames() {}

  /// `Order "x"` → `"Order ""x"""`.
  static String quote(String name) {
    if (name.isEmpty() || name.indexOf('\0') >= 0) {
      throw new RaghubException(
          ErrorCode.INTERNAL, "an identifier is empty or holds NUL; expected a catalog's name");
    }
    return '"' + name.replace("\"", "\"\"") + '"';
  }

  static String column(String alias, String name) {
    return alias + "." + quote(name);
  }

  /// `l."a" = r."x" AND l."b" = r."y"`: columns that belong together stand at the same place.
  static String equal(String leftAlias, List<String> left, String rightAlias, List<String> right) {
    List<String> pairs = new ArrayList<>();
    for (int at = 0; at < left.size(); at++) {
      pairs.add(column(leftAlias, left.get(at)) + " = " + column(rightAlias, right.get(at)));
    }
    return String.join(" AND ", pairs);
  }

  /// What stands behind FROM.
  static String relation(SourceMapping source, Relation relation) {
    return switch (relation) {
      case CatalogTable table -> table(table);
      // The line break keeps a closing comment in the operator's SQL from swallowing the bracket.
      case CatalogQuery _ -> "(" + statement(source) + "\n)";
    };
  }

  static String table(CatalogTable table) {
    return quote(table.schema()) + "." + quote(table.name());
  }

  private static String statement(SourceMapping source) {
    return switch (source.origin()) {
      case SourceOrigin.Query query -> query.statement();
      case SourceOrigin.Folder _ -> throw MappingCheck.folder(source);
      case SourceOrigin.Table table ->
          throw new RaghubException(
              ErrorCode.INTERNAL, "source of table " + table.name() + " was taken for a query");
    };
  }
}
