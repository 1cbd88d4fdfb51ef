package dev.raghub.source;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/// Finds out what people call the rows of a table.
///
/// In this order: first and last name; a column with a telling name, of a place with the place
/// around it; a unique code; for events (references and a date) whose it is, of what, and when; a
/// unique text; a text that nearly always differs; a code; up to two references; a date.
final class DraftTitle {
  private static final List<List<String>> PERSON =
      List.of(
          List.of("first_name", "last_name"),
          List.of("firstname", "lastname"),
          List.of("given_name", "family_name"),
          List.of("given_name", "surname"),
          List.of("first_name", "surname"),
          List.of("forename", "surname"));

  /// When a row was written says nothing of when a thing happened.
  private static final Set<String> AUDIT = Set.of("created_at", "inserted_at", "created_on");

  /// A thing of which there are fewer rows, such as a shipper, does not tell events apart.
  private static final int TELLING_ROWS = 20;

  private static final double MOSTLY_DISTINCT = 0.8;
  private static final int SHORT = 80;

  private final Map<String, DraftTable> tables;

  DraftTitle(Map<String, DraftTable> tables) {
    this.tables = tables;
  }

  List<String> of(DraftTable table) {
    List<String> own = ofItsOwn(table);
    if (!own.isEmpty()) {
      return within(table, own);
    }
    Optional<CatalogColumn> code =
        texts(table, column -> table.unique(column) && ColumnNames.code(column));
    if (code.isPresent()) {
      return List.of(code.get().name());
    }
    List<ReferenceMapping> references = acyclic(table);
    Optional<CatalogColumn> date = date(table);
    if (date.isPresent() && !references.isEmpty()) {
      List<String> parts = eventOf(references);
      parts.add(date.get().name());
      return parts;
    }
    Optional<CatalogColumn> text = otherText(table);
    if (text.isPresent()) {
      return List.of(text.get().name());
    }
    if (!references.isEmpty()) {
      return references.stream().limit(2).map(ReferenceMapping::name).toList();
    }
    return date.map(column -> List.of(column.name())).orElse(List.of());
  }

  /// A place is named with the place that it lies in: street, city, country. What has an address
  /// then says in one line where it is.
  private List<String> within(DraftTable table, List<String> own) {
    List<String> parts = new ArrayList<>(own);
    if (ColumnNames.place(table.type())) {
      acyclic(table).stream()
          .filter(each -> ColumnNames.place(each.to().replaceFirst("^.*\\.", "")))
          .findFirst()
          .ifPresent(around -> parts.add(around.name()));
    }
    return parts;
  }

  private static List<String> ofItsOwn(DraftTable table) {
    for (List<String> pair : PERSON) {
      Optional<CatalogColumn> first = named(table, pair.getFirst());
      Optional<CatalogColumn> last = named(table, pair.getLast());
      if (first.isPresent() && last.isPresent()) {
        return List.of(first.get().name(), last.get().name());
      }
    }
    List<String> telling = new ArrayList<>(ColumnNames.TITLES.subList(0, 2));
    for (String stem : stems(table.type())) {
      telling.addAll(List.of(stem + "_name", stem + "_title", stem));
    }
    telling.addAll(ColumnNames.TITLES.subList(2, ColumnNames.TITLES.size()));
    for (String stem : stems(table.type())) {
      telling.addAll(List.of(stem + "_description", stem + "_desc", stem + "_label"));
    }
    return telling.stream()
        .map(name -> named(table, name))
        .flatMap(Optional::stream)
        .findFirst()
        .map(column -> List.of(column.name()))
        .orElse(List.of());
  }

  /// `us_state` → `us_state`, `state`.
  private static List<String> stems(String type) {
    List<String> stems = new ArrayList<>(List.of(type));
    for (int at = type.indexOf('_'); at >= 0; at = type.indexOf('_', at + 1)) {
      stems.add(type.substring(at + 1));
    }
    return stems;
  }

  private static Optional<CatalogColumn> named(DraftTable table, String name) {
    return texts(table, column -> Words.snake(column.name()).equals(name));
  }

  private static Optional<CatalogColumn> texts(
      DraftTable table, Predicate<CatalogColumn> condition) {
    return table.shown().stream()
        .filter(column -> column.kind() == ColumnKind.TEXT && !table.freeText(column))
        .filter(column -> !table.referenced().contains(column.name()))
        .filter(condition)
        .findFirst();
  }

  private static Optional<CatalogColumn> otherText(DraftTable table) {
    return texts(table, table::unique)
        .or(() -> texts(table, DraftTitle::mostlyDistinct))
        .or(() -> texts(table, ColumnNames::code));
  }

  private static boolean mostlyDistinct(CatalogColumn column) {
    ColumnSample sample = column.sample();
    return column.notNull()
        && sample.values() > 0
        && sample.distinct() >= sample.values() * MOSTLY_DISTINCT
        && sample.averageLength() <= SHORT;
  }

  /// Whose, and of what.
  private List<String> eventOf(List<ReferenceMapping> references) {
    ReferenceMapping whose =
        references.stream()
            .filter(ColumnNames::party)
            .findFirst()
            .orElseGet(
                () -> references.stream().max(Comparator.comparingLong(this::rows)).orElseThrow());
    List<String> parts = new ArrayList<>(List.of(whose.name()));
    references.stream()
        .filter(each -> !each.equals(whose) && rows(each) > TELLING_ROWS && !event(each))
        .max(Comparator.comparingLong(this::rows))
        .ifPresent(thing -> parts.add(thing.name()));
    return parts;
  }

  private long rows(ReferenceMapping reference) {
    DraftTable to = tables.get(reference.to());
    return to == null ? 0 : to.table().sampledRows();
  }

  private boolean event(ReferenceMapping reference) {
    DraftTable to = tables.get(reference.to());
    return to != null && ofItsOwn(to).isEmpty() && date(to).isPresent();
  }

  private static Optional<CatalogColumn> date(DraftTable table) {
    List<CatalogColumn> dates =
        table.shown().stream()
            .filter(column -> column.kind().moment())
            .filter(column -> !AUDIT.contains(Words.snake(column.name())))
            .toList();
    Set<String> usual =
        new HashSet<>(List.of("date", table.type() + "_date", table.type() + "_at"));
    return dates.stream()
        .filter(column -> usual.contains(Words.snake(column.name())))
        .findFirst()
        .or(() -> dates.stream().findFirst());
  }

  /// References whose own title does not lead back here.
  private List<ReferenceMapping> acyclic(DraftTable table) {
    return table.references().stream()
        .filter(table::declared)
        .filter(reference -> !leadsTo(reference.to(), table.name(), new HashSet<>()))
        .toList();
  }

  private boolean leadsTo(String from, String goal, Set<String> seen) {
    DraftTable table = tables.get(from);
    if (from.equals(goal)) {
      return true;
    }
    return table != null
        && seen.add(from)
        && ofItsOwn(table).isEmpty()
        && table.references().stream().anyMatch(each -> leadsTo(each.to(), goal, seen));
  }
}
