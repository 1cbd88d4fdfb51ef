package dev.raghub.source;

import java.util.List;

/// A row, ready to be rendered as a document.
///
/// @param key see [KeyText]; for a source without a key the first 128 bits of the row's SHA-256
/// @param title never blank: a row without one is called by its type and key
/// @param aliases non-empty natural keys
/// @param fields values, facets and texts in declared order; empty ones are left out
/// @param links references in declared order, then the entries of lists
/// @param embed whether the row is worth an embedding, as its source's policy says
public record SourceRow(
    String source,
    String type,
    String key,
    String title,
    List<String> aliases,
    List<Field> fields,
    List<Link> links,
    boolean embed)
    implements ReadRow {
  public SourceRow {
    aliases = List.copyOf(aliases);
    fields = List.copyOf(fields);
    links = List.copyOf(links);
  }

  @Override
  public long characters() {
    return title.length() + fields.stream().mapToLong(field -> field.value().length()).sum();
  }
}
