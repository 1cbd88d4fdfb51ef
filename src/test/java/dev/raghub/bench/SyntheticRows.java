package dev.raghub.bench;

import dev.raghub.analysis.LuceneAnalysis;
import dev.raghub.analysis.TermSets;
import dev.raghub.graph.FieldName;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/// What kinds of rows there are, and their fields.
final class SyntheticRows {
  static final List<String> TYPES =
      List.of(
          "order", "customer", "invoice", "product", "ticket", "incident", "release", "service");

  /// The first says what the row is called, the next two refer to other rows.
  static final List<String> FIELDS =
      List.of("name", "parent", "category", "status", "owner", "remark");

  private static final LuceneAnalysis ANALYSIS = new LuceneAnalysis();
  private static final Map<String, char[]> TERMS =
      FIELDS.stream()
          .collect(
              Collectors.toMap(
                  Function.identity(),
                  field -> TermSets.of(ANALYSIS.terms(field, Integer.MAX_VALUE))));

  private SyntheticRows() {}

  /// The terms of what stands before a field's value.
  static char[] terms(FieldName field) {
    return TERMS.getOrDefault(field.name(), new char[0]);
  }
}
