package dev.raghub.ingest;

import dev.raghub.source.Shape;
import dev.raghub.workspace.PostgresScope;
import dev.raghub.workspace.Workspace;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The columns that sources had when they were last read to their end.
@ApplicationScoped
public class PostgresShapes {
  private final PostgresScope scope;

  PostgresShapes(PostgresScope scope) {
    this.scope = scope;
  }

  Optional<Shape> find(Workspace workspace, String source) {
    return scope.read(
        workspace,
        handle ->
            handle
                .createQuery(
                    "SELECT columns, types, required FROM source_shape WHERE workspace = :workspace AND source = :source")
                .bind("workspace", workspace.id().value())
                .bind("source", source)
                .map((row, context) -> shape(row))
                .findOne());
  }

  void keep(Workspace workspace, String source, Shape shape) {
    List<Shape.Column> columns = shape.columns();
    scope.record(
        workspace,
        handle ->
            handle
                .createUpdate(
                    "INSERT INTO source_shape (workspace, source, columns, types, required) "
                        + "VALUES (:workspace, :source, :columns, :types, :required) ON CONFLICT (workspace, source) DO UPDATE SET "
                        + "columns = excluded.columns, types = excluded.types, required = excluded.required")
                .bind("workspace", workspace.id().value())
                .bind("source", source)
                .bindArray(
                    "columns", String.class, columns.stream().map(Shape.Column::name).toList())
                .bindArray("types", String.class, columns.stream().map(Shape.Column::type).toList())
                .bindArray(
                    "required",
                    Boolean.class,
                    columns.stream().map(Shape.Column::required).toList())
                .execute());
  }

  private static Shape shape(ResultSet row) throws SQLException {
    String[] names = (String[]) row.getArray("columns").getArray();
    String[] types = (String[]) row.getArray("types").getArray();
    Boolean[] required = (Boolean[]) row.getArray("required").getArray();
    List<Shape.Column> columns = new ArrayList<>();
    for (int at = 0; at < names.length; at++) {
      columns.add(new Shape.Column(names[at], types[at], required[at]));
    }
    return new Shape(columns);
  }
}
