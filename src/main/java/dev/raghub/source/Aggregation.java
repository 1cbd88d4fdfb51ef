package dev.raghub.source;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/// What is to be computed over the rows of one source that meet every condition.
public record Aggregation(SourceMapping source, Operation operation, List<Condition> conditions) {
  public Aggregation {
    conditions = List.copyOf(conditions);
  }

  /// What is done with the rows.
  public sealed interface Operation {}

  public record Count() implements Operation {}

  public record Sum(String column) implements Operation {}

  public record Average(String column) implements Operation {}

  /// The row, or the rows, with the last time.
  public record Latest() implements Operation {}

  /// The row, or the rows, with the first time.
  public record Earliest() implements Operation {}

  /// What a row must meet to be taken.
  public sealed interface Condition {}

  /// Its references and lists lead to this row.
  ///
  /// @param path at least one step
  /// @param key of a row of the source that the last step leads to, see [KeyText]
  public record LeadsTo(List<Step> path, String key) implements Condition {
    public LeadsTo {
      path = List.copyOf(path);
      if (path.isEmpty()) {
        throw new IllegalStateException("a condition leads nowhere");
      }
    }
  }

  /// Its column holds one of these texts exactly.
  public record Holds(String column, List<String> values) implements Condition {
    public Holds {
      values = List.copyOf(values);
    }
  }

  /// Its time lies here; days are those of UTC.
  ///
  /// @param from the first day
  /// @param before the first day after
  public record Within(Optional<LocalDate> from, Optional<LocalDate> before) implements Condition {}
}
