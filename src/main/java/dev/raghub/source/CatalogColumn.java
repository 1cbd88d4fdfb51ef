package dev.raghub.source;

/// A column.
///
/// @param type as PostgreSQL writes it, fit for a cast: `integer`, `public.mpaa_rating`
public record CatalogColumn(
    String name, String type, ColumnKind kind, boolean notNull, ColumnSample sample) {
  CatalogColumn sampled(ColumnSample taken) {
    return new CatalogColumn(name, type, kind, notNull, taken);
  }
}
