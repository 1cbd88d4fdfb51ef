package dev.raghub.source;

import java.util.List;

/// A foreign key, rendered by the title of the row it points to.
///
/// @param columns the columns here
/// @param to the name of the source there
/// @param target the columns there, in the order of `columns`; empty = the key of `to`
public record ReferenceMapping(String name, List<String> columns, String to, List<String> target)
    implements Step {
  public ReferenceMapping {
    columns = List.copyOf(columns);
    target = List.copyOf(target);
    if (name.isBlank() || columns.isEmpty()) {
      throw Mapping.invalid("reference \"" + name + "\" needs a name and at least one column");
    }
  }
}
