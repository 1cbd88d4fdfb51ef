package dev.raghub.decode;

import dev.raghub.fault.ErrorCode;
import dev.raghub.fault.RaghubException;
import dev.raghub.source.DecodingPlan;
import dev.raghub.source.KeyText;
import dev.raghub.source.RowChange;
import dev.raghub.source.TriggerPlan.Told;
import dev.raghub.source.WalRow;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// Which rows of sources a change in the write-ahead log tells of: what triggers would have told.
final class RowTeller {
  private final DecodingPlan plan;

  RowTeller(DecodingPlan plan) {
    this.plan = plan;
  }

  List<RowChange> tell(WalRow row) {
    return plan.told().stream()
        .filter(told -> told.tableName().equals(row.table()))
        .flatMap(told -> tell(told, row))
        .toList();
  }

  private Stream<RowChange> tell(Told told, WalRow row) {
    return switch (row.kind()) {
      case TRUNCATE -> Stream.of(RowChange.truncate(told.source()));
      case INSERT -> change(told, row.after(), RowChange.Kind.UPSERT).stream();
      case DELETE -> change(told, row.before(), RowChange.Kind.DELETE).stream();
      case UPDATE -> isRelevant(told, row) ? update(told, row) : Stream.of();
    };
  }

  /// Only where the log holds all of the row as it was can be said that nothing changed that is
  /// mapped.
  private boolean isRelevant(Told told, WalRow row) {
    return !plan.whole().contains(told.tableName())
        || told.relevant().stream()
            .anyMatch(
                column ->
                    !row.before().containsKey(column)
                        || !row.before().get(column).equals(row.after().get(column)));
  }

  private static Stream<RowChange> update(Told told, WalRow row) {
    Optional<RowChange> old = change(told, row.before(), RowChange.Kind.DELETE);
    Optional<RowChange> now = change(told, row.after(), RowChange.Kind.UPSERT);
    boolean moved = old.isPresent() && !old.map(RowChange::key).equals(now.map(RowChange::key));
    return moved ? Stream.concat(old.stream(), now.stream()) : now.stream();
  }

  /// None where a key column is null, which no row's key is, or where the log says nothing of the
  /// row as it was.
  private static Optional<RowChange> change(
      Told told, Map<String, Optional<String>> columns, RowChange.Kind kind) {
    if (columns.isEmpty()) {
      return Optional.empty();
    }
    List<String> key = new ArrayList<>();
    for (String column : told.key()) {
      Optional<String> value = columns.get(column);
      if (value == null) {
        throw new RaghubException(
            ErrorCode.SOURCE_UNREACHABLE,
            "the log names no %s of a row of %s".formatted(column, told.tableName()));
      }
      if (value.isEmpty()) {
        return Optional.empty();
      }
      key.add(told.keyText(column, value.get()));
    }
    return Optional.of(new RowChange(told.source(), KeyText.join(key), kind));
  }
}
