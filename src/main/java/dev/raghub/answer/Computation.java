package dev.raghub.answer;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// How an answer was computed, where it was.
///
/// @param operation `count`, `sum`, `average`, `latest` or `earliest`
/// @param source whose rows were taken
/// @param column what was added up, or ordered them; empty for a count
/// @param filters which of them, such as `customer MARY SMITH`; none = all
/// @param value the number, or the time of the row that was found; empty where there is none
/// @param statement the SQL, with `?` for values
/// @param asOf when the database said so
public record Computation(
    String operation,
    String source,
    Optional<String> column,
    List<String> filters,
    Optional<String> value,
    String statement,
    Instant asOf) {
  public Computation {
    filters = List.copyOf(filters);
  }
}
