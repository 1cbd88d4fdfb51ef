package dev.raghub.spend;

import dev.raghub.fault.ErrorCode;
import dev.raghub.fault.RaghubException;
import dev.raghub.model.TokenUsage;
import dev.raghub.model.Urgency;
import dev.raghub.spend.PostgresCounters.Counter;
import dev.raghub.workspace.PostgresScope;
import dev.raghub.workspace.Workspace;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/// What every call was reserved at and came to. A line and the sums that it counts to change in one
/// transaction, so the sums are at any moment what the lines add up to.
@ApplicationScoped
public class PostgresLedger {
  private final PostgresScope scope;
  private final Clock clock;

  PostgresLedger(PostgresScope scope, Clock clock) {
    this.scope = scope;
    this.clock = clock;
  }

  /// Reserves, or refuses with BUDGET_EXCEEDED and changes nothing. What costs nothing is never
  /// refused and takes no lock.
  void reserve(Workspace workspace, Reservation reservation) {
    scope.record(
        workspace,
        handle -> {
          if (reservation.amount().nanos() > 0) {
            PostgresCounters.reserve(
                handle,
                counters(workspace, reservation),
                reservation.amount(),
                reservation.reservedAt());
          }
          return insert(workspace, handle, reservation);
        });
  }

  /// Closes a call's line. Whoever closes it again changes nothing, except that what was assumed is
  /// corrected by what is known.
  ///
  /// @return whether anything changed
  boolean close(Workspace workspace, UUID call, Closing closing) {
    return scope.record(
        workspace,
        handle -> {
          Optional<Line> open = find(workspace, handle, call).filter(line -> line.takes(closing));
          open.ifPresent(line -> close(workspace, handle, line, closing));
          return open.isPresent();
        });
  }

  /// The open lines of processes that must be dead by now.
  List<Reservation> lapsed(Workspace workspace, Instant reservedBefore) {
    return scope.read(
        workspace,
        handle ->
            handle
                .createQuery(
                    "SELECT * FROM ledger WHERE workspace = :workspace AND state = 'reserved' "
                        + "AND reserved_at < :before ORDER BY reserved_at")
                .bind("workspace", workspace.id().value())
                .bind("before", reservedBefore)
                .map((row, context) -> reservation(row))
                .list());
  }

  /// The lock on the registry's row keeps an erasure out until the line is written, and a line out
  /// of what is being erased.
  private static int insert(Workspace workspace, Handle handle, Reservation reservation) {
    int inserted =
        handle
            .createUpdate(
                """
                INSERT INTO ledger (workspace, call, request, key_id, endpoint, model, purpose, day, reserved, state, reserved_at)
                SELECT workspace, :call, :request, CAST(:key AS text), :endpoint, :model, :purpose, :day, :reserved, 'reserved', :now
                FROM workspace WHERE workspace = :workspace AND incarnation = :incarnation AND state = 'ready' FOR SHARE
                """)
            .bind("workspace", workspace.id().value())
            .bind("incarnation", workspace.incarnation())
            .bind("call", reservation.id())
            .bind("request", reservation.call().request())
            .bind("key", reservation.call().key().orElse(null))
            .bind("endpoint", reservation.endpoint())
            .bind("model", reservation.model())
            .bind("purpose", reservation.call().purpose())
            .bind("day", reservation.day())
            .bind("reserved", reservation.amount().nanos())
            .bind("now", reservation.reservedAt())
            .execute();
    if (inserted == 0) {
      throw new RaghubException(
          ErrorCode.WORKSPACE_NOT_READY, "the workspace is not ready; try again shortly");
    }
    return inserted;
  }

  private static Optional<Line> find(Workspace workspace, Handle handle, UUID call) {
    return handle
        .createQuery(
            "SELECT * FROM ledger WHERE workspace = :workspace AND call = :call FOR UPDATE")
        .bind("workspace", workspace.id().value())
        .bind("call", call)
        .map((row, context) -> Line.of(row))
        .findOne();
  }

  private void close(Workspace workspace, Handle handle, Line line, Closing closing) {
    long cost = cost(line, closing);
    TokenUsage usage =
        closing instanceof Closing.Settled settled
            ? settled.usage()
            : new TokenUsage(0, 0, 0, false);
    handle
        .createUpdate(
            """
            UPDATE ledger SET state = :state, settled = :settled, assumed = :assumed, closed_at = :now,
              prompt_tokens = :prompt, completion_tokens = :completion, cached_tokens = :cached
            WHERE workspace = :workspace AND call = :call
            """)
        .bind("workspace", workspace.id().value())
        .bind("call", line.call())
        .bind("state", closing instanceof Closing.Released ? "released" : "settled")
        .bind("settled", cost)
        .bind("assumed", closing instanceof Closing.Assumed)
        .bind("now", clock.instant())
        .bind("prompt", usage.prompt())
        .bind("completion", usage.completion())
        .bind("cached", usage.cached())
        .execute();
    if (cost != line.booked()) {
      PostgresCounters.move(
          handle, Counter.of(workspace.id().value(), line.key(), line.day()), cost - line.booked());
    }
  }

  private static long cost(Line line, Closing closing) {
    return switch (closing) {
      case Closing.Settled settled -> settled.cost().nanos();
      case Closing.Assumed _ -> line.reserved();
      case Closing.Released _ -> 0;
    };
  }

  private static List<Counter> counters(Workspace workspace, Reservation reservation) {
    return Counter.of(workspace.id().value(), reservation.call().key(), reservation.day());
  }

  private static Reservation reservation(ResultSet row) throws SQLException {
    return new Reservation(
        row.getObject("call", UUID.class),
        new Call(
            row.getString("request"),
            Optional.ofNullable(row.getString("key_id")),
            row.getString("purpose"),
            Urgency.BACKGROUND),
        row.getString("endpoint"),
        row.getString("model"),
        new Money(row.getLong("reserved")),
        row.getTimestamp("reserved_at").toInstant());
  }

  /// A line as it stands.
  ///
  /// @param booked what the sums hold for it
  private record Line(
      UUID call,
      Optional<String> key,
      LocalDate day,
      boolean open,
      boolean assumed,
      long reserved,
      long booked) {
    static Line of(ResultSet row) throws SQLException {
      boolean open = row.getString("state").equals("reserved");
      return new Line(
          row.getObject("call", UUID.class),
          Optional.ofNullable(row.getString("key_id")),
          row.getObject("day", LocalDate.class),
          open,
          row.getBoolean("assumed"),
          row.getLong("reserved"),
          open ? row.getLong("reserved") : row.getLong("settled"));
    }

    boolean takes(Closing closing) {
      return open || (assumed && !(closing instanceof Closing.Assumed));
    }
  }
}
