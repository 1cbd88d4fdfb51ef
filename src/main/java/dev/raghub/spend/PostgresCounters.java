package dev.raghub.spend;

import dev.raghub.fault.ErrorCode;
import dev.raghub.fault.RaghubException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/// The sums that a call counts to, in the order in which every transaction takes their locks: the
/// workspace's day and month, then the key's. A sum is raised first and compared with its cap
/// after, under its row's lock, so of callers at the same time each sees what the others have
/// reserved.
final class PostgresCounters {
  private static final String RAISE =
      """
      WITH raised AS (
        INSERT INTO <spend> (<holder>, period, begins, spent) VALUES (:holder, :period, :begins, :nanos)
        ON CONFLICT (<holder>, period, begins) DO UPDATE SET spent = <spend>.spent + :nanos
        RETURNING spent)
      SELECT spent, (SELECT cap FROM <budget> WHERE <holder> = :holder AND period = :period) AS cap
      FROM raised
      """;

  private PostgresCounters() {}

  /// Raises every sum or, with an exception that undoes the transaction, none.
  static void reserve(Handle handle, List<Counter> counters, Money amount, Instant now) {
    for (Counter counter : counters) {
      Raised raised = raise(handle, counter, amount.nanos());
      if (raised.cap().isPresent() && raised.spent() > raised.cap().get()) {
        throw exceeded(counter, new Money(raised.cap().get()), now);
      }
    }
  }

  /// Moves every sum, also beyond its cap: what is owed is owed.
  static void move(Handle handle, List<Counter> counters, long nanos) {
    counters.forEach(counter -> raise(handle, counter, nanos));
  }

  private static Raised raise(Handle handle, Counter counter, long nanos) {
    return handle
        .createQuery(RAISE)
        .define("spend", counter.owner().spend)
        .define("budget", counter.owner().budget)
        .define("holder", counter.owner().column)
        .bind("holder", counter.holder())
        .bind("period", counter.period().label())
        .bind("begins", counter.period().begins(counter.day()))
        .bind("nanos", nanos)
        .map(
            (row, context) ->
                new Raised(
                    row.getLong("spent"), Optional.ofNullable(row.getObject("cap", Long.class))))
        .one();
  }

  private static RaghubException exceeded(Counter counter, Money cap, Instant now) {
    Instant renews = counter.period().renews(counter.day());
    return new RaghubException(
        ErrorCode.BUDGET_EXCEEDED,
        "the budget of this %s for the %s, %s, does not cover this call; it renews at %s"
            .formatted(
                counter.owner().column.equals("workspace") ? "workspace" : "key",
                counter.period().label(),
                cap,
                renews),
        Duration.between(now, renews));
  }

  /// A sum.
  ///
  /// @param holder the workspace's name or the key's id
  record Counter(Owner owner, String holder, Period period, LocalDate day) {
    static List<Counter> of(String workspace, Optional<String> key, LocalDate day) {
      List<Counter> counters = new ArrayList<>();
      for (Period period : Period.values()) {
        counters.add(new Counter(Owner.WORKSPACE, workspace, period, day));
      }
      for (Period period : Period.values()) {
        key.ifPresent(id -> counters.add(new Counter(Owner.KEY, id, period, day)));
      }
      return counters;
    }
  }

  /// Whose sum, and where it is kept.
  enum Owner {
    WORKSPACE("workspace_spend", "workspace_budget", "workspace"),
    KEY("key_spend", "key_budget", "key_id");

    private final String spend;
    private final String budget;
    private final String column;

    Owner(String spend, String budget, String column) {
      this.spend = spend;
      this.budget = budget;
      this.column = column;
    }
  }

  private record Raised(long spent, Optional<Long> cap) {}
}
