package dev.raghub.source;

import java.util.List;

/// Where in a result row everything stands; positions count from 1.
///
/// @param key exact key cells, or the one hash of a source without a key
/// @param paging exact cells of the key that batches go by, empty = no batches
record RowLayout(
    List<Integer> key,
    List<Integer> paging,
    int title,
    List<Integer> aliases,
    List<Cell> cells,
    List<Reference> references,
    List<Entries> lists) {
  record Cell(String column, String name, FieldKind kind, boolean json, int at) {}

  record Reference(
      String name, SourceMapping to, List<Integer> key, int title, List<Integer> raw) {}

  record Entries(String name, SourceMapping to, int keySize, int at, int total) {}
}
