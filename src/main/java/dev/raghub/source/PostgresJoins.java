package dev.raghub.source;

import dev.raghub.fault.ErrorCode;
import dev.raghub.fault.RaghubException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;

/// The left joins of one FROM clause, and the titles that need them.
///
/// A title may be made of references, whose titles may be made of references; joins follow them up
/// to [#MAX_DEPTH] deep, so that self references and cycles end.
final class PostgresJoins {
  static final int MAX_DEPTH = 3;
  private static final int MAX_TITLE_CHARACTERS = 200;

  private final Mapping mapping;
  private final Catalog catalog;
  private final PostgresText text;
  private final AtomicInteger aliases;
  private final Map<String, String> joined = new LinkedHashMap<>();
  private final StringBuilder sql = new StringBuilder();

  PostgresJoins(Mapping mapping, Catalog catalog, PostgresText text, AtomicInteger aliases) {
    this.mapping = mapping;
    this.catalog = catalog;
    this.text = text;
    this.aliases = aliases;
  }

  /// All joins so far, to stand behind the first relation.
  String sql() {
    return sql.toString();
  }

  SourceMapping source(String name) {
    return mapping.source(name).orElseThrow(() -> unconfirmed("source " + name));
  }

  Relation relation(SourceMapping source) {
    return catalog.relation(source).orElseThrow(() -> unconfirmed("relation of " + source.name()));
  }

  /// Joins what a reference of the row behind `alias` points to; gives the alias of that row.
  String join(String alias, ReferenceMapping reference) {
    String known = joined.get(alias + " " + reference.name());
    if (known != null) {
      return known;
    }
    SourceMapping to = source(reference.to());
    List<String> target = reference.target().isEmpty() ? to.key() : reference.target();
    String joinedAs = "j" + aliases.incrementAndGet();
    List<String> conditions = new ArrayList<>();
    for (int at = 0; at < target.size(); at++) {
      conditions.add(
          PostgresNames.column(joinedAs, target.get(at))
              + " = "
              + PostgresNames.column(alias, reference.columns().get(at)));
    }
    sql.append("\nLEFT JOIN ").append(atMostOnce(to, target)).append(" AS ").append(joinedAs);
    sql.append(" ON ").append(String.join(" AND ", conditions));
    joined.put(alias + " " + reference.name(), joinedAs);
    return joinedAs;
  }

  /// The relation with at most one row per target value, so that a join never doubles a row.
  String atMostOnce(SourceMapping to, List<String> target) {
    Relation relation = relation(to);
    String from = PostgresNames.relation(to, relation);
    if (relation.atMostOnce(target)) {
      return from;
    }
    String columns =
        target.stream()
            .map(each -> PostgresNames.column("d", each))
            .collect(Collectors.joining(", "));
    return "(SELECT DISTINCT ON ("
        + columns
        + ") * FROM "
        + from
        + " AS d ORDER BY "
        + columns
        + ")";
  }

  /// The title of the row behind `alias` as an SQL expression; null or empty when it has none.
  String title(String alias, SourceMapping source, int depth) {
    List<String> groups = new ArrayList<>();
    List<String> words = new ArrayList<>();
    Relation relation = relation(source);
    for (String part : source.title()) {
      Optional<ReferenceMapping> reference = reference(source, relation, part);
      if (reference.isEmpty()) {
        words.add("nullif(btrim(" + text.cell(alias, column(relation, part)) + "), '')");
      } else {
        close(words, groups);
        followed(alias, reference.get(), depth).ifPresent(groups::add);
      }
    }
    close(words, groups);
    return groups.isEmpty()
        ? "NULL::text"
        : "nullif(left(concat_ws(', ', %s), %d), '')"
            .formatted(String.join(", ", groups), MAX_TITLE_CHARACTERS);
  }

  /// A name that is both means the reference when the column is the reference's own.
  private static Optional<ReferenceMapping> reference(
      SourceMapping source, Relation relation, String part) {
    return source
        .reference(part)
        .filter(each -> each.columns().contains(part) || relation.column(part).isEmpty());
  }

  private Optional<String> followed(String alias, ReferenceMapping reference, int depth) {
    return depth < MAX_DEPTH
        ? Optional.of(title(join(alias, reference), source(reference.to()), depth + 1))
        : Optional.empty();
  }

  private static void close(List<String> words, List<String> groups) {
    if (!words.isEmpty()) {
      groups.add("nullif(concat_ws(' ', " + String.join(", ", words) + "), '')");
      words.clear();
    }
  }

  static CatalogColumn column(Relation relation, String name) {
    return relation.column(name).orElseThrow(() -> unconfirmed("column " + name));
  }

  private static RaghubException unconfirmed(String what) {
    return new RaghubException(
        ErrorCode.INTERNAL, what + " reached SQL; expected the check to have refused it");
  }
}
