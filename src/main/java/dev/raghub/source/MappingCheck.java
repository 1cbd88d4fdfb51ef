package dev.raghub.source;

import dev.raghub.fault.ErrorCode;
import dev.raghub.fault.RaghubException;
import dev.raghub.source.Problem.Severity;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Compares a mapping with what the database holds and reports every problem at once.
public final class MappingCheck {
  private final Mapping mapping;
  private final Catalog catalog;
  private final List<Problem> problems = new ArrayList<>();

  private MappingCheck(Mapping mapping, Catalog catalog) {
    this.mapping = mapping;
    this.catalog = catalog;
  }

  /// All problems of the mapping, in the order of the file.
  public static List<Problem> check(Mapping mapping, Catalog catalog) {
    MappingCheck check = new MappingCheck(mapping, catalog);
    mapping.sources().stream()
        .filter(source -> !(source.origin() instanceof SourceOrigin.Folder))
        .forEach(check::source);
    return List.copyOf(check.problems);
  }

  /// Throws the errors of these sources, if there are any.
  static void refuseErrors(Mapping mapping, Catalog catalog, Collection<String> sources) {
    MappingCheck check = new MappingCheck(mapping, catalog);
    mapping.sources().stream().filter(each -> sources.contains(each.name())).forEach(check::source);
    List<Problem> errors =
        check.problems.stream().filter(each -> each.severity() == Severity.ERROR).toList();
    if (!errors.isEmpty()) {
      throw new RaghubException(
          errors.getFirst().code(),
          String.join("\n", errors.stream().map(Problem::toString).toList()));
    }
  }

  static RaghubException folder(SourceMapping source) {
    return Mapping.invalid(
        "source \"%s\" is a folder; expected a table or a query".formatted(source.name()));
  }

  private void source(SourceMapping source) {
    Optional<Relation> relation = catalog.relation(source);
    if (relation.isEmpty()) {
      missing(source);
      return;
    }
    key(source, relation.get());
    title(source, relation.get());
    rendered(source, "aliases", source.aliases(), relation.get());
    rendered(source, "columns", source.columns(), relation.get());
    rendered(source, "text", source.text(), relation.get());
    rendered(source, "label_columns", source.readers().columns(), relation.get());
    if (!source.change().isEmpty()) {
      columns(where(source, "change"), List.of(source.change()), relation.get());
    }
    computable(source, relation.get());
    source.references().forEach(reference -> reference(source, reference, relation.get()));
    source.lists().forEach(list -> list(source, list, relation.get()));
    unmentioned(source, relation.get());
  }

  private void missing(SourceMapping source) {
    switch (source.origin()) {
      case SourceOrigin.Table table -> changed(where(source, "table"), noTable(table.name()));
      case SourceOrigin.Query _ -> {
        CatalogQuery query = catalog.queries().get(source.name());
        String fault = query == null ? "it was not described" : query.fault();
        error(where(source, "query"), "the database refuses the query: " + fault);
      }
      case SourceOrigin.Folder _ ->
          error(where(source, "folder"), "it is a folder; no database has its rows");
    }
  }

  private String noTable(String name) {
    List<String> names = new ArrayList<>();
    for (CatalogTable table : catalog.tables()) {
      names.add(name.contains(".") ? table.qualifiedName() : table.name());
    }
    return "table %s is not there, or the role may not read it%s"
        .formatted(name, Nearest.hint(name, names));
  }

  private void key(SourceMapping source, Relation relation) {
    String where = where(source, "key");
    if (!rendered(source, "key", source.key(), relation)) {
      return;
    }
    if (source.key().isEmpty()) {
      String advice =
          "no key: rows are told apart by a hash of all columns, so each change makes a new document";
      add(Severity.WARNING, ErrorCode.MAPPING_INVALID, where, advice);
    } else if (relation.provenKey(source.key()).isEmpty()) {
      String advice =
          "key %s is not proven unique and never null by a constraint; rows that share a key share a document"
              .formatted(source.key());
      add(Severity.WARNING, ErrorCode.MAPPING_INVALID, where, advice);
    }
  }

  private void title(SourceMapping source, Relation relation) {
    List<String> known = new ArrayList<>(names(relation));
    source.references().forEach(reference -> known.add(reference.name()));
    for (String part : source.title()) {
      Optional<CatalogColumn> column = relation.column(part);
      if (column.isEmpty() && source.reference(part).isEmpty()) {
        changed(
            where(source, "title"),
            part + " is neither a column nor a reference" + Nearest.hint(part, known));
      }
      column.ifPresent(found -> renders(where(source, "title"), found));
    }
  }

  private boolean rendered(
      SourceMapping source, String list, List<String> names, Relation relation) {
    int before = problems.size();
    columns(where(source, list), names, relation);
    names.stream()
        .map(relation::column)
        .flatMap(Optional::stream)
        .forEach(column -> renders(where(source, list), column));
    return problems.size() == before;
  }

  private void renders(String where, CatalogColumn column) {
    if (!column.kind().rendered()) {
      error(
          where,
          "column %s has type %s, which has no text form; expected it left out"
              .formatted(column.name(), column.type()));
    }
  }

  private void computable(SourceMapping source, Relation relation) {
    Computable computable = source.computable();
    columns(where(source, "sums"), computable.sums(), relation);
    computable.sums().stream()
        .flatMap(name -> relation.column(name).stream())
        .filter(column -> column.kind() != ColumnKind.NUMBER)
        .forEach(column -> unfit(where(source, "sums"), column, "a number"));
    if (!computable.latest().isEmpty()) {
      columns(where(source, "latest"), List.of(computable.latest()), relation);
      relation
          .column(computable.latest())
          .filter(column -> !column.kind().moment())
          .ifPresent(column -> unfit(where(source, "latest"), column, "a date or timestamp"));
    }
  }

  private void unfit(String where, CatalogColumn column, String expected) {
    error(
        where,
        "column %s has type %s; expected %s".formatted(column.name(), column.type(), expected));
  }

  private void columns(String where, List<String> names, Relation relation) {
    for (String name : names) {
      if (relation.column(name).isEmpty()) {
        changed(
            where,
            "column %s is not there, or the role may not read it%s"
                .formatted(name, Nearest.hint(name, names(relation))));
      }
    }
  }

  private void reference(SourceMapping source, ReferenceMapping reference, Relation relation) {
    String where = where(source, "references." + reference.name());
    columns(where, reference.columns(), relation);
    Optional<SourceMapping> to = target(where, reference.to());
    Optional<Relation> there = to.flatMap(catalog::relation);
    if (to.isPresent() && there.isPresent()) {
      List<String> target = reference.target().isEmpty() ? to.get().key() : reference.target();
      columns(where, target, there.get());
      comparable(where, reference.columns(), relation, target, there.get());
    }
  }

  private Optional<SourceMapping> target(String where, String name) {
    Optional<SourceMapping> to = mapping.source(name);
    if (to.isEmpty()) {
      List<String> names = mapping.sources().stream().map(SourceMapping::name).toList();
      error(where, "there is no source \"" + name + "\"" + Nearest.hint(name, names));
    } else if (to.get().key().isEmpty()) {
      error(
          where, "source \"" + name + "\" has no key; expected one, so that rows can point to it");
      return Optional.empty();
    }
    return to;
  }

  private void list(SourceMapping source, ListMapping list, Relation relation) {
    String where = where(source, "lists." + list.name());
    Optional<CatalogTable> through = catalog.table(list.through());
    if (through.isEmpty()) {
      changed(where, noTable(list.through()));
      return;
    }
    columns(where, list.columns(), through.get());
    columns(where, list.target(), through.get());
    comparable(where, list.columns(), through.get(), source.key(), relation);
    Optional<SourceMapping> to = target(where, list.to());
    Optional<Relation> there = to.flatMap(catalog::relation);
    if (to.isPresent() && there.isPresent()) {
      comparable(where, list.target(), through.get(), to.get().key(), there.get());
    }
  }

  private void comparable(
      String where, List<String> here, Relation relation, List<String> there, Relation other) {
    if (here.size() != there.size()) {
      error(where, "columns %s cannot match %s; expected as many".formatted(here, there));
      return;
    }
    for (int at = 0; at < here.size(); at++) {
      Optional<CatalogColumn> left = relation.column(here.get(at));
      Optional<CatalogColumn> right = other.column(there.get(at));
      if (left.isPresent() && right.isPresent() && !comparable(left.get(), right.get())) {
        error(
            where,
            "column %s (%s) cannot be compared with %s (%s); expected one type"
                .formatted(
                    left.get().name(), left.get().type(), right.get().name(), right.get().type()));
      }
    }
  }

  private static boolean comparable(CatalogColumn left, CatalogColumn right) {
    return left.kind() == right.kind() || (left.kind().moment() && right.kind().moment());
  }

  private void unmentioned(SourceMapping source, Relation relation) {
    Set<String> left = new LinkedHashSet<>(names(relation));
    left.removeAll(source.key());
    left.removeAll(source.title());
    left.removeAll(source.aliases());
    left.removeAll(source.columns());
    left.removeAll(source.text());
    left.removeAll(source.readers().columns());
    left.remove(source.change());
    left.removeAll(source.computable().sums());
    left.remove(source.computable().latest());
    source.references().forEach(reference -> left.removeAll(reference.columns()));
    if (!left.isEmpty()) {
      String message = "columns that the mapping leaves out: " + String.join(", ", left);
      add(Severity.INFO, ErrorCode.MAPPING_INVALID, where(source, "columns"), message);
    }
  }

  private static List<String> names(Relation relation) {
    return relation.columns().stream().map(CatalogColumn::name).toList();
  }

  private static String where(SourceMapping source, String list) {
    return "sources." + source.name() + "." + list;
  }

  private void changed(String where, String message) {
    add(Severity.ERROR, ErrorCode.SOURCE_CHANGED, where, message);
  }

  private void error(String where, String message) {
    add(Severity.ERROR, ErrorCode.MAPPING_INVALID, where, message);
  }

  private void add(Severity severity, ErrorCode code, String where, String message) {
    problems.add(new Problem(severity, code, where, message));
  }
}
