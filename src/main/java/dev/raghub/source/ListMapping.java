package dev.raghub.source;

import java.util.List;

/// A junction table collapsed to the titles on its other side.
///
/// @param through the junction table
/// @param columns its columns that hold the key of this source, in key order
/// @param to the name of the source on the other side
/// @param target its columns that hold the key of `to`, in key order
/// @param limit how many entries are rendered, 1 to [#MAX_LIMIT]
public record ListMapping(
    String name, String through, List<String> columns, String to, List<String> target, int limit)
    implements Step {
  static final int DEFAULT_LIMIT = 50;
  static final int MAX_LIMIT = 10_000;

  public ListMapping {
    columns = List.copyOf(columns);
    target = List.copyOf(target);
    if (name.isBlank() || columns.isEmpty() || target.isEmpty()) {
      throw Mapping.invalid(
          "list \"" + name + "\" needs a name, columns and target; one of them is empty");
    }
    if (limit < 1 || limit > MAX_LIMIT) {
      throw Mapping.invalid(
          "limit of list \"%s\" is %d; expected 1 to %d".formatted(name, limit, MAX_LIMIT));
    }
  }
}
