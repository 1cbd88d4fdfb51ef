package dev.raghub.inspect;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// A page of a list.
///
/// @param next where the next page begins; empty on the last
public record Listed<T>(List<T> items, Optional<String> next) {
  public Listed {
    items = List.copyOf(items);
  }

  /// A page out of what was read with one more than the limit.
  static <T> Listed<T> of(List<T> read, int limit, Function<T, Cursor> cursor) {
    return read.size() <= limit
        ? new Listed<>(read, Optional.empty())
        : new Listed<>(
            read.subList(0, limit), Optional.of(cursor.apply(read.get(limit - 1)).text()));
  }

  /// The same page of something else.
  public <R> Listed<R> map(Function<T, R> each) {
    return new Listed<>(items.stream().map(each).toList(), next);
  }
}
