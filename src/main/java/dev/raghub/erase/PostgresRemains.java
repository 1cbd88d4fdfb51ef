package dev.raghub.erase;

import dev.raghub.workspace.PostgresScope;
import dev.raghub.workspace.Workspace;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/// Searches every table that has a workspace column, whatever it is called, for what was erased.
/// Which tables and columns there are is asked of the catalog.
@ApplicationScoped
public class PostgresRemains {
  /// Types that hold no text, no number of an item and no hash. Everything else is searched as
  /// text, also a type that nobody has thought of yet.
  private static final Set<String> EMPTY_TYPES =
      Set.of(
          "boolean",
          "boolean[]",
          "smallint",
          "integer",
          "real",
          "real[]",
          "double precision",
          "numeric",
          "date",
          "timestamp with time zone",
          "vector");

  /// Where the number of an erased row is meant to stay, and why: it is a hash and tells nothing.
  private static final Map<String, String> KEPT =
      Map.of(
          "outbox.item", "its number, from which other gateways learn that it is gone",
          "edge_fk.item_to", "rows that refer to it by their own foreign key",
          "mention.entity", "sentences of other rows that refer to it",
          "assertion.subject", "sentences of other rows that refer to it",
          "assertion.object", "sentences of other rows that refer to it");

  private static final String CATALOG =
      """
      SELECT c.oid::regclass::text AS name, a.attname AS plain, quote_ident(a.attname) AS quoted,
        format_type(a.atttypid, NULL) AS type, has_table_privilege(c.oid, 'SELECT') AS readable
      FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace JOIN pg_attribute a ON a.attrelid = c.oid
      WHERE c.relkind IN ('r', 'p', 'm', 'f') AND n.nspname NOT IN ('pg_catalog', 'information_schema')
        AND a.attnum > 0 AND NOT a.attisdropped
        AND EXISTS (SELECT FROM pg_attribute w WHERE w.attrelid = c.oid AND w.attname = 'workspace' AND NOT w.attisdropped)
      ORDER BY 1, a.attnum
      """;

  private final PostgresScope scope;

  PostgresRemains(PostgresScope scope) {
    this.scope = scope;
  }

  private record Column(String plain, String quoted, String type) {}

  private record Table(String name, boolean readable, List<Column> columns) {
    boolean has(String column) {
      return columns.stream().anyMatch(each -> each.plain().equals(column));
    }
  }

  /// Rows and bytes of a table, of one workspace.
  public record Size(String table, long rows, long bytes) {}

  /// What the workspace takes in each table that holds anything of it, without indexes.
  public List<Size> sizes(Workspace workspace) {
    return scope.read(
        workspace,
        handle ->
            tables(handle).stream()
                .filter(Table::readable)
                .map(table -> size(workspace, handle, table))
                .filter(size -> size.rows() > 0)
                .toList());
  }

  /// What is left of a row or document.
  List<Place> of(Workspace workspace, Marks marks) {
    return scope.read(
        workspace,
        handle ->
            tables(handle).stream()
                .map(
                    table ->
                        table.readable() ? search(workspace, handle, table, marks) : closed(table))
                .toList());
  }

  /// What is left of an erased workspace: any row of its name.
  List<Place> of(Workspace workspace) {
    return scope.read(
        workspace,
        handle ->
            tables(handle).stream()
                .map(
                    table ->
                        table.readable()
                            ? Place.of("table", table.name(), size(workspace, handle, table).rows())
                            : closed(table))
                .toList());
  }

  private static Place closed(Table table) {
    return Place.unsearched("table", table.name(), "the gateway's role may not read it");
  }

  private static List<Table> tables(Handle handle) {
    Map<String, Table> tables = new LinkedHashMap<>();
    handle
        .createQuery(CATALOG)
        .map(
            (row, context) -> {
              Table table =
                  tables.computeIfAbsent(
                      row.getString("name"),
                      name -> new Table(name, readable(row), new ArrayList<>()));
              return table
                  .columns()
                  .add(
                      new Column(
                          row.getString("plain"), row.getString("quoted"), row.getString("type")));
            })
        .list();
    return List.copyOf(tables.values());
  }

  private static boolean readable(java.sql.ResultSet row) {
    try {
      return row.getBoolean("readable");
    } catch (java.sql.SQLException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private static Size size(Workspace workspace, Handle handle, Table table) {
    return handle
        .createQuery(
            "SELECT count(*) AS rows, coalesce(sum(pg_column_size(t.*)), 0) AS bytes FROM <table> t WHERE workspace = :workspace")
        .define("table", table.name())
        .bind("workspace", workspace.id().value())
        .map((row, context) -> new Size(table.name(), row.getLong("rows"), row.getLong("bytes")))
        .one();
  }

  private static Place search(Workspace workspace, Handle handle, Table table, Marks marks) {
    List<String> own = new ArrayList<>(List.of("false"));
    List<String> kept = new ArrayList<>(List.of("false"));
    if (table.has("source") && table.has("key")) {
      own.add("(source = :source AND key = :key)");
    }
    for (Column column : table.columns()) {
      if (!column.plain().equals("workspace") && !EMPTY_TYPES.contains(column.type())) {
        boolean meant = KEPT.containsKey(table.name() + "." + column.plain());
        (meant ? kept : own).add(condition(column));
      }
    }
    String note =
        KEPT.entrySet().stream()
            .filter(entry -> entry.getKey().startsWith(table.name() + "."))
            .map(Map.Entry::getValue)
            .distinct()
            .collect(Collectors.joining("; "));
    return handle
        .createQuery(
            """
            SELECT count(*) FILTER (WHERE own) AS found, count(*) FILTER (WHERE kept AND NOT own) AS kept
            FROM (SELECT coalesce(<own>, false) AS own, coalesce(<kept>, false) AS kept
              FROM <table> t WHERE workspace = :workspace) AS looked
            """)
        .define("own", String.join(" OR ", own))
        .define("kept", String.join(" OR ", kept))
        .define("table", table.name())
        .bind("workspace", workspace.id().value())
        .bind("source", marks.source())
        .bind("key", marks.key())
        .bindArray("numbers", Long.class, marks.numbers())
        .bindArray("hashes", UUID.class, marks.hashes())
        .bindArray("texts", String.class, marks.texts())
        .map(
            (row, context) ->
                new Place(
                    "table", table.name(), true, row.getLong("found"), row.getLong("kept"), note))
        .one();
  }

  private static String condition(Column column) {
    String name = "t." + column.quoted();
    return switch (column.type()) {
      case "bigint" -> "coalesce(" + name + " = ANY(:numbers), false)";
      case "bigint[]" -> "coalesce(" + name + " && :numbers, false)";
      case "uuid" -> "coalesce(" + name + " = ANY(:hashes), false)";
      case "uuid[]" -> "coalesce(" + name + " && :hashes, false)";
      case "bytea" -> said("position(convert_to(mark, 'UTF8') IN " + name + ") > 0");
      case "text[]" -> said("strpos(array_to_string(" + name + ", chr(10)), mark) > 0");
      default -> said("strpos(" + name + "::text, mark) > 0");
    };
  }

  private static String said(String test) {
    return "EXISTS (SELECT FROM unnest(:texts) AS mark WHERE " + test + ")";
  }
}
