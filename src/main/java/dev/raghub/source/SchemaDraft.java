package dev.raghub.source;

import dev.raghub.source.CatalogTable.ForeignKey;
import dev.raghub.source.CatalogTable.TableKind;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Drafts a mapping from what a catalog and its samples show.
public final class SchemaDraft {
  private final Map<String, CatalogTable> tables = new LinkedHashMap<>();
  private final Map<String, String> names = new LinkedHashMap<>();
  private final Map<String, DraftTable> drafts = new LinkedHashMap<>();
  private final DraftJunctions junctions;

  private SchemaDraft(Catalog catalog) {
    for (CatalogTable table : catalog.tables()) {
      boolean base = table.kind() == TableKind.TABLE || table.kind() == TableKind.PARTITIONED;
      if (base && !ColumnNames.tooling(table)) {
        tables.put(table.qualifiedName(), table);
      }
    }
    tables.values().forEach(table -> names.put(table.qualifiedName(), name(table)));
    junctions = new DraftJunctions(tables, names);
    for (CatalogTable table : tables.values()) {
      if (!junctions.contains(table)) {
        String name = name(table);
        String type = MappingReader.typeOf(table.name());
        drafts.put(name, new DraftTable(name, type, table, DraftTable.keyOf(table), List.of()));
      }
    }
    drafts.replaceAll((_, table) -> table.with(references(table)));
  }

  /// A mapping that can be read as it is. The catalog should be a sampled one. Neither password nor
  /// user of the address is written, only references to the environment.
  public static Draft draft(Catalog catalog, String workspace, DatabaseAddress address) {
    SchemaDraft draft = new SchemaDraft(catalog);
    DraftTitle titles = new DraftTitle(draft.drafts);
    List<SourceMapping> sources = new ArrayList<>();
    draft.drafts.values().forEach(table -> sources.add(draft.source(table, titles.of(table))));
    return new Draft(
        new Mapping(workspace, reference(address), sources), draft.notes(catalog, address));
  }

  private static DatabaseReference reference(DatabaseAddress address) {
    DatabaseAddress bare = DatabaseAddress.of(address.url());
    String user = address.user().isEmpty() ? "postgres" : address.user();
    boolean simple = user.matches("[\\w.-]+");
    return new DatabaseReference(
        bare.url(),
        simple ? "${RAGHUB_SOURCE_USER:" + user + "}" : "${RAGHUB_SOURCE_USER}",
        "${RAGHUB_SOURCE_PASSWORD:}");
  }

  private String name(CatalogTable table) {
    long same = tables.values().stream().filter(each -> each.name().equals(table.name())).count();
    return same > 1 ? table.qualifiedName() : table.name();
  }

  private List<ReferenceMapping> references(DraftTable table) {
    List<ReferenceMapping> references = new ArrayList<>();
    Set<String> taken = new HashSet<>();
    table.table().columns().forEach(column -> taken.add(column.name()));
    for (CatalogColumn column : table.table().columns()) {
      for (ForeignKey key : table.table().foreignKeys()) {
        if (key.columns().getFirst().equals(column.name())) {
          reference(table, key, taken).ifPresent(references::add);
        }
      }
      undeclared(table, column)
          .flatMap(key -> reference(table, key, taken))
          .ifPresent(references::add);
    }
    return references;
  }

  /// A foreign key that nobody declared, told by its name: `manager_staff_id` → `staff.staff_id`,
  /// `author_id` → `author.id`. Taken only when one table alone fits.
  private Optional<ForeignKey> undeclared(DraftTable table, CatalogColumn column) {
    boolean declared =
        table.table().foreignKeys().stream().anyMatch(key -> key.columns().contains(column.name()));
    if (declared || table.key().equals(List.of(column.name()))) {
      return Optional.empty();
    }
    List<ForeignKey> fitting = new ArrayList<>();
    for (DraftTable to : drafts.values()) {
      if (!to.name().equals(table.name()) && to.key().size() == 1 && named(column, to)) {
        String there = to.table().qualifiedName();
        fitting.add(new ForeignKey(List.of(column.name()), there, to.key()));
      }
    }
    return fitting.size() == 1 ? Optional.of(fitting.getFirst()) : Optional.empty();
  }

  private static boolean named(CatalogColumn column, DraftTable to) {
    String here = Words.snake(column.name());
    String key = Words.snake(to.key().getFirst());
    boolean kind =
        to.table()
            .column(to.key().getFirst())
            .map(each -> each.kind() == column.kind())
            .orElse(false);
    boolean name =
        key.equals("id")
            ? here.equals(to.type() + "_id")
            : key.endsWith("_id") && (here.equals(key) || here.endsWith("_" + key));
    return kind && name;
  }

  private Optional<ReferenceMapping> reference(
      DraftTable table, ForeignKey key, Set<String> taken) {
    DraftTable to = drafts.get(names.getOrDefault(key.table(), ""));
    if (to == null || to.key().isEmpty()) {
      return Optional.empty();
    }
    String column = key.columns().getFirst();
    boolean telling = key.columns().size() == 1 && !table.key().equals(key.columns());
    String role = telling ? Words.role(column) : to.type();
    String name = role;
    for (int next = 2; taken.contains(name) && !name.equals(column); next++) {
      name = next == 2 ? role + "_" + to.type() : role + "_" + next;
    }
    taken.add(name);
    List<String> target = key.target().equals(to.key()) ? List.of() : key.target();
    return Optional.of(new ReferenceMapping(name, key.columns(), to.name(), target));
  }

  private SourceMapping source(DraftTable table, List<String> title) {
    List<String> aliases = new ArrayList<>();
    List<String> columns = new ArrayList<>();
    List<String> text = new ArrayList<>();
    List<String> facets = new ArrayList<>();
    for (CatalogColumn column : table.shown()) {
      boolean named = title.contains(column.name());
      if ((table.naturalKey(column) || table.actsAsKey(column)) && !named) {
        aliases.add(column.name());
      }
      if (table.freeText(column) && !named) {
        text.add(column.name());
      } else if (valued(table, column, named)) {
        columns.add(column.name());
        if (table.facet(column) && !named && !table.unique(column)) {
          facets.add(column.name());
        }
      }
    }
    return new SourceMapping(
        table.name(),
        table.type(),
        new SourceOrigin.Table(table.table().qualifiedName()),
        table.key(),
        title,
        aliases,
        columns,
        text,
        facets,
        table.references(),
        junctions.lists(table.table()),
        change(table),
        DraftComputable.of(table),
        EmbedPolicy.AUTO,
        Readers.ALL,
        "");
  }

  /// Names are in the title already; dates of a title are wanted as fields too.
  private static boolean valued(DraftTable table, CatalogColumn column, boolean named) {
    return !table.surrogate(column)
        && !table.referenced().contains(column.name())
        && (!named || column.kind().moment());
  }

  private static String change(DraftTable table) {
    return table.table().columns().stream()
        .filter(ColumnNames::audit)
        .map(CatalogColumn::name)
        .findFirst()
        .orElse("");
  }

  private List<String> notes(Catalog catalog, DatabaseAddress address) {
    List<String> notes = new ArrayList<>();
    notes.add("Drafted by raghub from the schema of " + address.place() + ".");
    notes.add(
        "Edit freely: rename types, change titles, drop columns or whole sources, then check it.");
    notes.add("title: columns, or names of references. facets: columns with few distinct values.");
    notes.add(
        "counts, sums, latest: what may be computed (rows counted, columns added up, the time that orders).");
    notes.add(
        "text: free text, embedded. The password comes from the environment, never from here.");
    List<String> views =
        catalog.tables().stream()
            .filter(table -> table.kind() == TableKind.VIEW)
            .map(CatalogTable::qualifiedName)
            .toList();
    if (!views.isEmpty()) {
      notes.add("left out: views " + String.join(", ", views));
    }
    notes.addAll(junctions.notes());
    catalog.tables().stream()
        .filter(ColumnNames::tooling)
        .forEach(table -> notes.add("left out: table " + table.qualifiedName() + " (tooling)"));
    drafts.values().forEach(table -> leftOut(table, notes));
    return notes;
  }

  private static void leftOut(DraftTable table, List<String> notes) {
    Set<String> left = new LinkedHashSet<>();
    for (CatalogColumn column : table.table().columns()) {
      if (!column.kind().rendered()) {
        left.add(column.name() + " (" + column.type() + ")");
      } else if (ColumnNames.secret(column)) {
        left.add(column.name() + " (secret)");
      }
    }
    if (!left.isEmpty()) {
      notes.add("left out: " + table.name() + ": " + String.join(", ", left));
    }
    for (ReferenceMapping reference : table.references()) {
      if (!table.declared(reference)) {
        notes.add(
            "guessed from the name, no foreign key: %s.%s to %s"
                .formatted(table.name(), reference.columns().getFirst(), reference.to()));
      }
    }
    if (table.key().isEmpty()) {
      notes.add("no key: " + table.name() + " (identical rows become one document)");
    }
  }
}
