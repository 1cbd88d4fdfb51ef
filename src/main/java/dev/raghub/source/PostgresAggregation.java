package dev.raghub.source;

import dev.raghub.source.Aggregation.Condition;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// The one SELECT of an [Aggregation]. Identifiers come from the catalog, values are parameters.
///
/// ```
/// SELECT count(*) FROM rental AS s
/// WHERE s.customer_id = CAST(? AS integer)    see PostgresPath
///   AND s.status::text IN (?)                 a facet
///   AND s.rental_date >= CAST(? AS date)      a time
/// ```
final class PostgresAggregation {
  private final PostgresPath paths;
  private final SourceMapping source;
  private final Relation relation;
  private final List<Condition> conditions;
  private final String sql;

  PostgresAggregation(PostgresPath paths, Aggregation aggregation, int maxRows) {
    this.paths = paths;
    this.source = aggregation.source();
    this.relation = paths.relation(source);
    this.conditions = aggregation.conditions();
    this.sql =
        switch (aggregation.operation()) {
          case Aggregation.Count _ -> "SELECT count(*)" + fromWhere(List.of());
          case Aggregation.Sum sum ->
              added(sum.column(), "coalesce(sum(%s), 0)".formatted(number(sum.column())));
          case Aggregation.Average average -> {
            String number = number(average.column());
            String scale = "greatest(2, max(scale(%s)))".formatted(number);
            yield added(average.column(), "round(avg(%s), %s)".formatted(number, scale));
          }
          case Aggregation.Latest _ -> dated("DESC", maxRows);
          case Aggregation.Earliest _ -> dated("ASC", maxRows);
        };
  }

  String sql() {
    return sql;
  }

  /// The parameters, in order.
  List<String> values() {
    return paths.values();
  }

  private String added(String column, String value) {
    return "SELECT count(*), count(%s), (%s)::text%s"
        .formatted(confirmed(column), value, fromWhere(List.of()));
  }

  /// Exact decimals also of `real` and `money`, whose own sums are neither exact nor a number.
  private String number(String column) {
    return confirmed(column) + "::numeric";
  }

  private String dated(String order, int maxRows) {
    CatalogColumn time = PostgresJoins.column(relation, source.computable().latest());
    String name = confirmed(time.name());
    String keys =
        source.key().stream()
            .map(key -> PostgresText.exact("s", key) + ", ")
            .collect(Collectors.joining());
    String cell = new PostgresText(SourceLimits.DEFAULT.maxCellCharacters()).cell("s", time);
    String positions =
        IntStream.rangeClosed(1, source.key().size() + 1)
            .mapToObj(String::valueOf)
            .collect(Collectors.joining(", "));
    return "SELECT * FROM (SELECT %s%s%s ORDER BY %s %s FETCH FIRST 1 ROWS WITH TIES) AS t ORDER BY %s LIMIT %d"
        .formatted(
            keys,
            cell,
            fromWhere(List.of(name + " IS NOT NULL", "isfinite(" + name + ")")),
            name,
            order,
            positions,
            maxRows + 1);
  }

  private String fromWhere(List<String> first) {
    List<String> all = new ArrayList<>(first);
    conditions.forEach(condition -> all.add(sql(condition)));
    String where = all.isEmpty() ? "" : " WHERE " + String.join(" AND ", all);
    return " FROM " + paths.from(source) + " AS s" + where;
  }

  private String sql(Condition condition) {
    return switch (condition) {
      case Aggregation.LeadsTo leads -> paths.leadsTo("s", source, leads.path(), leads.key());
      case Aggregation.Holds holds ->
          holds.values().stream()
              .map(paths::value)
              .collect(Collectors.joining(", ", confirmed(holds.column()) + "::text IN (", ")"));
      case Aggregation.Within within -> within(within);
    };
  }

  private String within(Aggregation.Within within) {
    String time = confirmed(source.computable().latest());
    List<String> bounds = new ArrayList<>();
    within.from().ifPresent(day -> bounds.add(time + " >= " + date(day)));
    within.before().ifPresent(day -> bounds.add(time + " < " + date(day)));
    return String.join(" AND ", bounds);
  }

  private String date(LocalDate day) {
    return "CAST(" + paths.value(day.toString()) + " AS date)";
  }

  private String confirmed(String column) {
    return PostgresNames.column("s", PostgresJoins.column(relation, column).name());
  }
}
