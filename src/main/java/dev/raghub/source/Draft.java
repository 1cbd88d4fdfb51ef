package dev.raghub.source;

import java.util.List;

/// A first mapping for a person to look over.
///
/// @param notes what was decided and left out, one line each, for the top of the file
public record Draft(Mapping mapping, List<String> notes) {
  public Draft {
    notes = List.copyOf(notes);
  }

  /// The file's text.
  public String yaml() {
    return MappingYaml.write(mapping, notes);
  }
}
