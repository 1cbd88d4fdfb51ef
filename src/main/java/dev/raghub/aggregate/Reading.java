package dev.raghub.aggregate;

import dev.raghub.answer.Decline;
import dev.raghub.corpus.Item;
import dev.raghub.source.Aggregation;
import java.util.List;

/// What a question turned out to want.
sealed interface Reading {
  /// Nothing that is computed.
  record None() implements Reading {}

  /// Something that would have to be computed, and cannot be.
  record Refused(Decline reason) implements Reading {}

  /// This.
  ///
  /// @param column what is added up or orders the rows; empty for a count
  record Asked(Wish wish, String column, List<Filter> filters, Aggregation aggregation)
      implements Reading {
    public Asked {
      filters = List.copyOf(filters);
    }

    /// The rows that the question names.
    List<Filter.Row> rows() {
      return filters.stream()
          .filter(Filter.Row.class::isInstance)
          .map(Filter.Row.class::cast)
          .toList();
    }

    /// The filters for people.
    List<String> texts() {
      return filters.stream().map(Filter::text).toList();
    }

    List<Item> items() {
      return rows().stream().map(Filter.Row::item).toList();
    }
  }
}
