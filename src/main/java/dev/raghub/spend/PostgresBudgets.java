package dev.raghub.spend;

import dev.raghub.workspace.PostgresScope;
import dev.raghub.workspace.Workspace;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/// What a workspace may spend, whichever key asks.
@ApplicationScoped
public class PostgresBudgets {
  private final PostgresScope scope;
  private final Clock clock;

  PostgresBudgets(PostgresScope scope, Clock clock) {
    this.scope = scope;
    this.clock = clock;
  }

  /// Sets the cap from now on; what was spent in the period counts.
  public void put(Workspace workspace, Period period, Money cap) {
    scope.write(
        workspace,
        handle ->
            handle.execute(
                "INSERT INTO workspace_budget (workspace, period, cap) VALUES (?, ?, ?) "
                    + "ON CONFLICT (workspace, period) DO UPDATE SET cap = EXCLUDED.cap",
                workspace.id().value(),
                period.label(),
                cap.nanos()));
  }

  /// @return whether there was one
  public boolean remove(Workspace workspace, Period period) {
    return scope.write(
            workspace,
            handle ->
                handle.execute(
                    "DELETE FROM workspace_budget WHERE workspace = ? AND period = ?",
                    workspace.id().value(),
                    period.label()))
        > 0;
  }

  public List<Budget> list(Workspace workspace) {
    LocalDate today = LocalDate.now(clock);
    return scope.read(
        workspace,
        handle ->
            handle
                .createQuery(
                    """
                    SELECT period, cap, coalesce((
                      SELECT spent FROM workspace_spend s WHERE s.workspace = b.workspace AND s.period = b.period
                        AND begins = CASE b.period WHEN 'day' THEN CAST(:day AS date) ELSE CAST(:month AS date) END), 0) AS spent
                    FROM workspace_budget b WHERE workspace = :workspace ORDER BY period
                    """)
                .bind("workspace", workspace.id().value())
                .bind("day", Period.DAY.begins(today))
                .bind("month", Period.MONTH.begins(today))
                .map(
                    (row, context) -> {
                      Period period = Period.ofLabel(row.getString("period"));
                      return new Budget(
                          Optional.empty(),
                          period,
                          new Money(row.getLong("cap")),
                          new Money(row.getLong("spent")),
                          period.renews(today));
                    })
                .list());
  }
}
