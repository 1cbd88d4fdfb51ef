package dev.raghub.source;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;

/// The one SELECT that reads a source, and where in its result everything stands.
///
/// ```
/// WITH page AS MATERIALIZED (SELECT ordinal, columns FROM table WHERE key > last ORDER BY key LIMIT n)
/// SELECT key, title, cells, per reference (key, title, raw), per list (entries, total)
/// FROM page p
/// LEFT JOIN referenced table j1 ... LEFT JOIN (junction of the page, grouped by ordinal) l2 ...
/// ORDER BY p.ordinal
/// ```
///
/// Cutting the page first keeps each join to the rows of the page; joining lists by set and not by
/// row keeps a junction table without an index at one scan per page.
final class PostgresRowPlan {
  private static final String ORDINAL = "raghub ordinal";
  private static final String HASH = "raghub hash";

  private final SourceMapping source;
  private final Relation relation;
  private final PostgresText text;
  private final PostgresJoins joins;
  private final Mapping mapping;
  private final Catalog catalog;
  private final AtomicInteger aliases = new AtomicInteger();
  private final List<String> selected = new ArrayList<>();
  private final StringBuilder lists = new StringBuilder();
  private final List<String> paging;
  private final RowLayout layout;

  PostgresRowPlan(Mapping mapping, Catalog catalog, SourceMapping source, PostgresText text) {
    this.mapping = mapping;
    this.catalog = catalog;
    this.source = source;
    this.text = text;
    this.joins = new PostgresJoins(mapping, catalog, text, aliases);
    this.relation = joins.relation(source);
    this.paging = relation.provenKey(source.key()).orElse(List.of());
    this.layout = planned();
  }

  RowLayout layout() {
    return layout;
  }

  private RowLayout planned() {
    List<Integer> key = new ArrayList<>();
    for (String column : source.key()) {
      key.add(select(PostgresText.exact("p", column)));
    }
    if (source.key().isEmpty()) {
      key.add(select(PostgresNames.column("p", HASH)));
    }
    List<Integer> paged = new ArrayList<>();
    paging.forEach(column -> paged.add(select(PostgresText.exact("p", column))));
    int title = select(joins.title("p", source, 0));
    List<Integer> aliasCells = new ArrayList<>();
    source.aliases().forEach(name -> aliasCells.add(cell(name)));
    List<RowLayout.Cell> cells = new ArrayList<>();
    for (String name : source.columns()) {
      cells.add(cell(name, source.facets().contains(name) ? FieldKind.FACET : FieldKind.VALUE));
    }
    source.text().forEach(name -> cells.add(cell(name, FieldKind.TEXT)));
    source.readers().columns().forEach(name -> cells.add(cell(name, FieldKind.LABEL)));
    List<RowLayout.Reference> references = source.references().stream().map(this::link).toList();
    List<RowLayout.Entries> entries = source.lists().stream().map(this::entries).toList();
    return new RowLayout(key, paged, title, aliasCells, cells, references, entries);
  }

  private int select(String expression) {
    selected.add(expression);
    return selected.size();
  }

  private int cell(String name) {
    return select(text.cell("p", PostgresJoins.column(relation, name)));
  }

  private RowLayout.Cell cell(String name, FieldKind kind) {
    boolean json = PostgresJoins.column(relation, name).kind() == ColumnKind.JSON;
    return new RowLayout.Cell(name, Words.human(name), kind, json, cell(name));
  }

  private RowLayout.Reference link(ReferenceMapping reference) {
    SourceMapping to = joins.source(reference.to());
    String alias = joins.join("p", reference);
    List<Integer> key =
        to.key().stream().map(column -> select(PostgresText.exact(alias, column))).toList();
    int title = select(joins.title(alias, to, 1));
    List<Integer> raw =
        reference.columns().stream().map(name -> select(PostgresText.exact("p", name))).toList();
    return new RowLayout.Reference(linkName(reference), to, key, title, raw);
  }

  private static String linkName(ReferenceMapping reference) {
    return Words.human(Words.role(reference.name()));
  }

  private RowLayout.Entries entries(ListMapping list) {
    SourceMapping to = joins.source(list.to());
    String alias = "l" + aliases.incrementAndGet();
    lists
        .append("\nLEFT JOIN (")
        .append(junction(list, to))
        .append(") AS ")
        .append(alias)
        .append(" ON ")
        .append(alias)
        .append(".o = ")
        .append(PostgresNames.column("p", ORDINAL));
    int entries = select(alias + ".entries");
    int total = select(alias + ".total");
    return new RowLayout.Entries(Words.human(list.name()), to, to.key().size(), entries, total);
  }

  private String junction(ListMapping list, SourceMapping to) {
    PostgresJoins inner = new PostgresJoins(mapping, catalog, text, aliases);
    CatalogTable through = catalog.table(list.through()).orElseThrow();
    String title = inner.title("t", to, 1);
    List<String> keys = to.key();
    String order = columns("t", keys);
    String exact =
        keys.stream().map(each -> PostgresText.exact("t", each)).collect(Collectors.joining(", "));
    return """

        SELECT x.o, max(x.total) AS total, array_agg(x.entry ORDER BY x.n) AS entries
        FROM (SELECT q.%1$s AS o, ARRAY[%2$s, %3$s] AS entry,
                     row_number() OVER (PARTITION BY q.%1$s ORDER BY %4$s) AS n,
                     count(*) OVER (PARTITION BY q.%1$s) AS total
              FROM page AS q JOIN %5$s AS m ON %6$s
              JOIN %7$s AS t ON %8$s%9$s) AS x
        WHERE x.n <= %10$d
        GROUP BY x.o"""
        .formatted(
            PostgresNames.quote(ORDINAL),
            exact,
            title,
            order,
            PostgresNames.table(through),
            PostgresNames.equal("m", list.columns(), "q", source.key()),
            inner.atMostOnce(to, keys),
            PostgresNames.equal("t", keys, "m", list.target()),
            inner.sql(),
            list.limit());
  }

  private static String columns(String alias, List<String> names) {
    return names.stream()
        .map(name -> PostgresNames.column(alias, name))
        .collect(Collectors.joining(", "));
  }

  /// Whether the source can be read in batches: its key is proven unique and never null.
  boolean paged() {
    return !paging.isEmpty();
  }

  /// The first batch, or the batch behind a key that stands in the parameters.
  String batch(int rows, boolean first) {
    String where = first ? "" : " WHERE (" + columns("s", paging) + ") > (" + casts(paging) + ")";
    String order = " ORDER BY " + columns("s", paging);
    return statement(order.strip(), where + order + " LIMIT " + rows);
  }

  /// All rows, for a source that cannot be read in batches. Identical rows of a source without a
  /// key come out once.
  String everything() {
    return statement("", source.key().isEmpty() ? " ORDER BY 1" : "");
  }

  /// The row whose key stands in the parameters.
  String one() {
    if (source.key().isEmpty()) {
      return statement("", " WHERE " + hash() + " = ? ORDER BY 1 LIMIT 1");
    }
    String keys = "(" + columns("s", source.key()) + ")";
    return statement("", " WHERE " + keys + " = (" + casts(source.key()) + ") LIMIT 1");
  }

  /// Whether the texts in the parameters can be a key.
  String key() {
    return "SELECT " + casts(source.key());
  }

  private String casts(List<String> names) {
    return names.stream()
        .map(name -> "CAST(? AS " + PostgresJoins.column(relation, name).type() + ")")
        .collect(Collectors.joining(", "));
  }

  private String statement(String window, String tail) {
    boolean keyless = source.key().isEmpty();
    String head =
        keyless
            ? "SELECT DISTINCT ON (1) " + hash() + " AS " + PostgresNames.quote(HASH) + ", "
            : "SELECT ";
    String ordinal = "row_number() OVER (" + window + ") AS " + PostgresNames.quote(ORDINAL);
    String needed =
        needed().stream()
            .map(name -> ", " + PostgresNames.column("s", name))
            .collect(Collectors.joining());
    String from = PostgresNames.relation(source, relation);
    return "WITH page AS MATERIALIZED (%s%s%s FROM %s AS s%s)\nSELECT %s\nFROM page AS p%s%s\nORDER BY p.%s"
        .formatted(
            head,
            ordinal,
            needed,
            from,
            tail,
            String.join(", ", selected),
            joins.sql(),
            lists,
            PostgresNames.quote(ORDINAL));
  }

  private String hash() {
    List<String> all = relation.columns().stream().map(CatalogColumn::name).toList();
    return "left(encode(sha256(convert_to((ROW("
        + columns("s", all)
        + "))::text, 'UTF8')), 'hex'), 32)";
  }

  private Set<String> needed() {
    Set<String> names = new LinkedHashSet<>(source.key());
    names.addAll(paging);
    names.addAll(source.aliases());
    names.addAll(source.columns());
    names.addAll(source.text());
    names.addAll(source.readers().columns());
    source.references().forEach(reference -> names.addAll(reference.columns()));
    Set<String> titles = new HashSet<>(source.title());
    titles.stream()
        .map(relation::column)
        .flatMap(Optional::stream)
        .forEach(column -> names.add(column.name()));
    return names;
  }
}
