package dev.raghub.workspace;

import java.util.Optional;

/// What a caller may read of a workspace.
///
/// @param labels whose documents, beside those without labels; empty = every document
public record Rights(Optional<Labels> labels) {
  public static final Rights ALL = new Rights(Optional.empty());

  /// Whether there may be documents that are not for the caller.
  public boolean restricted() {
    return labels.isPresent();
  }

  /// As row-level security reads them: `*`, or the labels with commas between.
  public String setting() {
    return labels.map(held -> String.join(",", held.names())).orElse("*");
  }
}
