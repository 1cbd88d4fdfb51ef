package dev.raghub.source;

import dev.raghub.fault.ErrorCode;
import dev.raghub.fault.RaghubException;
import java.util.ArrayList;
import java.util.List;

/// The conditions of one statement that look into other tables, with the statement's parameters.
///
/// ```
/// s.customer_id = CAST(? AS integer)                                    a reference
/// EXISTS (SELECT FROM inventory AS t1                                   a reference, then another
///         WHERE t1.inventory_id = s.inventory_id AND t1.film_id = CAST(? AS integer))
/// EXISTS (SELECT FROM film_actor AS t1                                  a list
///         WHERE t1.film_id = s.film_id AND t1.actor_id = CAST(? AS integer))
/// ```
///
/// EXISTS and not JOIN, so that no row is taken twice.
final class PostgresPath {
  private final Mapping mapping;
  private final Catalog catalog;
  private final boolean forPeople;
  private final List<String> values = new ArrayList<>();
  private int aliases;

  /// @param forPeople whether a `query:` source stands in the statement by its name alone
  PostgresPath(Mapping mapping, Catalog catalog, boolean forPeople) {
    this.mapping = mapping;
    this.catalog = catalog;
    this.forPeople = forPeople;
  }

  List<String> values() {
    return List.copyOf(values);
  }

  /// Adds a parameter; gives what stands for it.
  String value(String text) {
    values.add(text);
    return "?";
  }

  Relation relation(SourceMapping source) {
    return catalog.relation(source).orElseThrow();
  }

  /// What stands behind FROM.
  String from(SourceMapping source) {
    return switch (relation(source)) {
      case CatalogQuery _ when forPeople -> PostgresNames.quote(source.name());
      case Relation relation -> PostgresNames.relation(source, relation);
    };
  }

  /// Whether the row of `here` behind `alias` leads to the row with this key.
  String leadsTo(String alias, SourceMapping here, List<Step> path, String key) {
    SourceMapping to = mapping.source(path.getFirst().to()).orElseThrow();
    List<Step> rest = path.subList(1, path.size());
    return switch (path.getFirst()) {
      case ReferenceMapping reference -> {
        List<String> target = reference.target().isEmpty() ? to.key() : reference.target();
        if (rest.isEmpty() && target.equals(to.key())) {
          yield isKey(alias, relation(here), reference.columns(), key);
        }
        String next = nextAlias();
        yield "EXISTS (SELECT FROM %s AS %s WHERE %s AND %s)"
            .formatted(
                from(to),
                next,
                PostgresNames.equal(next, target, alias, reference.columns()),
                isOrLeadsTo(next, to, rest, key));
      }
      case ListMapping list -> entry(alias, here, list, rest, key);
    };
  }

  private String entry(
      String alias, SourceMapping here, ListMapping list, List<Step> rest, String key) {
    SourceMapping to = mapping.source(list.to()).orElseThrow();
    CatalogTable through = catalog.table(list.through()).orElseThrow();
    String junction = nextAlias();
    String mine = PostgresNames.equal(junction, list.columns(), alias, here.key());
    if (rest.isEmpty()) {
      return "EXISTS (SELECT FROM %s AS %s WHERE %s AND %s)"
          .formatted(
              PostgresNames.table(through),
              junction,
              mine,
              isKey(junction, through, list.target(), key));
    }
    String next = nextAlias();
    return "EXISTS (SELECT FROM %s AS %s JOIN %s AS %s ON %s WHERE %s AND %s)"
        .formatted(
            PostgresNames.table(through),
            junction,
            from(to),
            next,
            PostgresNames.equal(next, to.key(), junction, list.target()),
            mine,
            leadsTo(next, to, rest, key));
  }

  private String isOrLeadsTo(String alias, SourceMapping here, List<Step> path, String key) {
    return path.isEmpty()
        ? isKey(alias, relation(here), here.key(), key)
        : leadsTo(alias, here, path, key);
  }

  private String isKey(String alias, Relation relation, List<String> columns, String key) {
    List<String> parts =
        KeyText.split(key, columns.size())
            .orElseThrow(
                () ->
                    new RaghubException(
                        ErrorCode.SOURCE_CHANGED,
                        "a key has other columns than when its row was read; run an ingest"));
    List<String> pairs = new ArrayList<>();
    for (int at = 0; at < columns.size(); at++) {
      CatalogColumn column = PostgresJoins.column(relation, columns.get(at));
      pairs.add(
          "%s = CAST(%s AS %s)"
              .formatted(
                  PostgresNames.column(alias, column.name()), value(parts.get(at)), column.type()));
    }
    return String.join(" AND ", pairs);
  }

  private String nextAlias() {
    aliases++;
    return "t" + aliases;
  }
}
