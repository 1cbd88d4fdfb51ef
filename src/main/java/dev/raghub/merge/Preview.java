package dev.raghub.merge;

import java.util.List;

/// What storing a document, or taking it out, would change.
///
/// @param outcome of the document itself
/// @param items rows and documents whose entry in the projections would be read anew, itself
///   included: a name that comes or goes changes what other texts mention
/// @param complete whether all that would change is counted
public record Preview(
    Outcome outcome, int items, Part chunks, Part entities, Part relations, boolean complete) {

  /// What would become of the document.
  public enum Outcome {
    CREATED,
    CHANGED,
    UNCHANGED,
    DELETED,
    ABSENT
  }

  /// What would come, go, and stay under its key with other content.
  public record Part(Listed added, Listed removed, Listed changed) {}

  /// @param count of all
  /// @param first the first of them
  public record Listed(int count, List<Line> first) {
    public Listed {
      first = List.copyOf(first);
    }
  }

  /// A chunk, entity or relation.
  ///
  /// @param kind `chunk`, `row`, `name`, `mention`, `alias`, `link` or `assertion`
  /// @param key what it is known by; what a row says is known by `source:key`
  /// @param value its content
  public record Line(String kind, String key, String value) {}
}
