package dev.raghub.source;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What a database holds, as far as the connected role may read it: tables, views, and the columns
/// that the `query:` sources of a mapping give.
///
/// @param queries by source name
public record Catalog(List<CatalogTable> tables, Map<String, CatalogQuery> queries) {
  public Catalog {
    tables = List.copyOf(tables);
    queries = Map.copyOf(queries);
  }

  /// The table of this name: qualified, or alone when it stands in `public` or in one schema only.
  Optional<CatalogTable> table(String name) {
    Optional<CatalogTable> exact =
        tables.stream().filter(each -> each.qualifiedName().equals(name)).findFirst();
    if (exact.isPresent()) {
      return exact;
    }
    List<CatalogTable> named = tables.stream().filter(each -> each.name().equals(name)).toList();
    return named.size() == 1
        ? Optional.of(named.getFirst())
        : named.stream().filter(each -> each.schema().equals("public")).findFirst();
  }

  /// The relation that a source reads, or empty when it is not there.
  Optional<Relation> relation(SourceMapping source) {
    return switch (source.origin()) {
      case SourceOrigin.Table table -> table(table.name()).map(Relation.class::cast);
      case SourceOrigin.Query _ ->
          Optional.ofNullable(queries.get(source.name()))
              .filter(query -> query.fault().isEmpty())
              .map(Relation.class::cast);
      case SourceOrigin.Folder _ -> Optional.empty();
    };
  }
}
