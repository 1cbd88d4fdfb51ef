package dev.raghub.source;

import java.util.List;

/// Who may read the rows of a source: keys that hold one of its labels. With neither, everybody.
///
/// @param labels of every row
/// @param columns that hold further labels of a row: one, several with commas, or an array
public record Readers(List<String> labels, List<String> columns) {
  public static final Readers ALL = new Readers(List.of(), List.of());

  public Readers {
    labels = List.copyOf(labels);
    columns = List.copyOf(columns);
  }
}
