package dev.raghub.source;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// The columns that a source had when it was read, mapped or not.
public record Shape(List<Column> columns) {
  public Shape {
    columns = List.copyOf(columns);
  }

  /// A column.
  ///
  /// @param name of a table that a list goes through, with the table before it
  /// @param required never null
  public record Column(String name, String type, boolean required) {}

  static Shape of(SourceMapping source, Catalog catalog) {
    Stream<Column> own =
        catalog.relation(source).stream().flatMap(relation -> columns("", relation.columns()));
    Stream<Column> junctions =
        source.lists().stream()
            .map(ListMapping::through)
            .distinct()
            .flatMap(
                through ->
                    catalog.table(through).stream()
                        .flatMap(table -> columns(through + ".", table.columns())));
    return new Shape(Stream.concat(own, junctions).toList());
  }

  private static Stream<Column> columns(String prefix, List<CatalogColumn> columns) {
    return columns.stream()
        .map(column -> new Column(prefix + column.name(), column.type(), column.notNull()));
  }

  /// How this differs from what was there before, a line a difference.
  public List<String> driftSince(Shape before) {
    Map<String, Column> old = byName(before);
    Map<String, Column> now = byName(this);
    List<String> drift = new ArrayList<>();
    now.values().stream()
        .filter(column -> !old.containsKey(column.name()))
        .forEach(column -> drift.add("column added: " + column.name() + " " + column.type()));
    for (Column was : old.values()) {
      Column is = now.get(was.name());
      if (is == null) {
        drift.add("column " + was.name() + " gone");
        continue;
      }
      if (!is.type().equals(was.type())) {
        drift.add("type of %s changed from %s to %s".formatted(is.name(), was.type(), is.type()));
      }
      if (is.required() != was.required()) {
        drift.add(
            "column %s %s"
                .formatted(is.name(), is.required() ? "is never null now" : "may be null now"));
      }
    }
    return List.copyOf(drift);
  }

  private static Map<String, Column> byName(Shape shape) {
    Map<String, Column> columns = new LinkedHashMap<>();
    shape.columns().forEach(column -> columns.put(column.name(), column));
    return columns;
  }
}
