package dev.raghub.source;

import java.util.List;

/// What a `query:` source gives.
///
/// @param fault why the server refuses the query; empty = it does not
public record CatalogQuery(List<CatalogColumn> columns, String fault) implements Relation {
  public CatalogQuery {
    columns = List.copyOf(columns);
  }

  @Override
  public List<List<String>> uniqueKeys() {
    return List.of();
  }
}
