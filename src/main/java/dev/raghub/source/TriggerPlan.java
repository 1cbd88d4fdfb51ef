package dev.raghub.source;

import dev.raghub.source.CatalogTable.TableKind;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Which tables of a mapping's database tell of which source's rows, and by which columns.
///
/// ```
/// purchase      ── its own columns ──▶ purchase (its key)
/// purchase_tag  ── every column    ──▶ purchase (the key that stands in the junction table)
/// ```
///
/// Rows that merely show another row's title are not told by triggers: raghub knows who shows it.
public final class TriggerPlan {
  private TriggerPlan() {}

  /// A table that tells.
  ///
  /// @param key the columns that hold the key of a row of `source`
  /// @param relevant the columns whose change matters
  public record Told(
      String workspace,
      String source,
      CatalogTable table,
      List<String> key,
      List<String> relevant,
      boolean junction) {
    public Told {
      key = List.copyOf(key);
      relevant = List.copyOf(relevant);
    }

    /// `schema.name`, for messages.
    public String tableName() {
      return table.qualifiedName();
    }

    /// A column's value, as its type writes it, in the text of a key: without the blanks that fill
    /// it up, and `true` for `t`.
    public String keyText(String name, String value) {
      CatalogColumn column = column(name);
      if (column.kind() == ColumnKind.BOOLEAN) {
        return value.equals("t") ? "true" : "false";
      }
      return column.type().equals("bpchar") ? value.stripTrailing() : value;
    }

    CatalogColumn column(String name) {
      return PostgresJoins.column(table, name);
    }
  }

  /// A source that no trigger can tell of, and why.
  public record Untold(String source, String reason) {}

  /// @param told in the order of the mapping
  public record Plan(List<Told> told, List<Untold> untold) {
    public Plan {
      told = List.copyOf(told);
      untold = List.copyOf(untold);
    }
  }

  /// The plan of these sources of a mapping that fits its database.
  public static Plan of(Mapping mapping, Catalog catalog, List<SourceMapping> sources) {
    MappingCheck.refuseErrors(mapping, catalog, sources.stream().map(SourceMapping::name).toList());
    List<Told> told = new ArrayList<>();
    List<Untold> untold = new ArrayList<>();
    for (SourceMapping source : sources) {
      Optional<String> obstacle = obstacle(source, catalog);
      if (obstacle.isPresent()) {
        untold.add(new Untold(source.name(), obstacle.get()));
      } else {
        told.add(own(mapping, catalog, source));
        source.lists().forEach(list -> told.add(junction(mapping, catalog, source, list)));
      }
    }
    return new Plan(told, untold);
  }

  private static Optional<String> obstacle(SourceMapping source, Catalog catalog) {
    if (source.key().isEmpty()) {
      return Optional.of("it has no key");
    }
    return switch (source.origin()) {
      case SourceOrigin.Query _ -> Optional.of("it is a query");
      case SourceOrigin.Folder _ -> Optional.of("it is a folder");
      case SourceOrigin.Table table ->
          catalog
              .table(table.name())
              .filter(it -> it.kind() == TableKind.VIEW)
              .map(it -> "it is a view or foreign table");
    };
  }

  private static Told own(Mapping mapping, Catalog catalog, SourceMapping source) {
    CatalogTable table = (CatalogTable) catalog.relation(source).orElseThrow();
    Set<String> relevant = new LinkedHashSet<>(source.key());
    source.title().stream().filter(part -> table.column(part).isPresent()).forEach(relevant::add);
    relevant.addAll(source.aliases());
    relevant.addAll(source.columns());
    relevant.addAll(source.text());
    relevant.addAll(source.readers().columns());
    source.references().forEach(reference -> relevant.addAll(reference.columns()));
    return new Told(
        mapping.workspace(), source.name(), table, source.key(), List.copyOf(relevant), false);
  }

  private static Told junction(
      Mapping mapping, Catalog catalog, SourceMapping source, ListMapping list) {
    CatalogTable through = catalog.table(list.through()).orElseThrow();
    Set<String> relevant = new LinkedHashSet<>(list.columns());
    relevant.addAll(list.target());
    return new Told(
        mapping.workspace(), source.name(), through, list.columns(), List.copyOf(relevant), true);
  }
}
