package dev.raghub.source;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// What may be computed over a drafted table: its rows may be counted, numbers that measure
/// something summed, and the time of the event orders them.
///
/// A table that only knows when it was last touched gets no order in time: its "latest" row would
/// be the one that somebody corrected last.
final class DraftComputable {
  private static final Pattern NO_MEASURE =
      Pattern.compile(
          "(.*_)?(id|no|nr|num|number|code|year|month|day|week|quarter|zip|phone|fax|version|revision"
              + "|position|ordinal|sort_order|display_order|order_index|sequence|seq|rank|index|idx|ord"
              + "|lat|latitude|lng|lon|longitude|port)");

  /// Times that are not those of the event: a birthday, a plan, an end.
  private static final Pattern OTHER_TIME =
      Pattern.compile(
          "(.*_)?(birth|birthday|born|dob|death|due|required|planned|expected|expir(y|es|ed|ation)"
              + "|valid|until|end|ended|ends|finished|return|returned|ship|shipped|resolved|closed"
              + "|completed|delivered|deleted|cancell?ed|archived|terminat(ed|ion))(_.*)?");

  private DraftComputable() {}

  static Computable of(DraftTable table) {
    Set<String> keys = keys(table);
    List<String> sums =
        table.shown().stream()
            .filter(column -> column.kind() == ColumnKind.NUMBER)
            .filter(column -> !keys.contains(column.name()))
            .filter(column -> !NO_MEASURE.matcher(Words.snake(column.name())).matches())
            .map(CatalogColumn::name)
            .toList();
    return new Computable(true, sums, eventTime(table).map(CatalogColumn::name).orElse(""));
  }

  private static Set<String> keys(DraftTable table) {
    Set<String> keys = new HashSet<>(table.key());
    keys.addAll(table.referenced());
    table.table().foreignKeys().forEach(foreign -> keys.addAll(foreign.columns()));
    table.table().uniqueKeys().forEach(keys::addAll);
    return keys;
  }

  private static Optional<CatalogColumn> eventTime(DraftTable table) {
    List<CatalogColumn> times =
        table.shown().stream()
            .filter(column -> column.kind().moment())
            .filter(column -> !OTHER_TIME.matcher(Words.snake(column.name())).matches())
            .toList();
    return times.stream()
        .filter(column -> ofTheRow(table, Words.snake(column.name())))
        .findFirst()
        .or(() -> times.stream().filter(column -> !ColumnNames.created(column)).findFirst())
        .or(() -> times.stream().findFirst());
  }

  /// `date`, and for an order `order_date` or `ordered_at`.
  private static boolean ofTheRow(DraftTable table, String column) {
    return column.equals("date") || column.startsWith(Words.snake(table.type()));
  }
}
