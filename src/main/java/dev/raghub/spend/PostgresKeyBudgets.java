package dev.raghub.spend;

import dev.raghub.fault.ErrorCode;
import dev.raghub.fault.RaghubException;
import dev.raghub.workspace.PostgresScope;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// What a key may spend, over all workspaces that it is good for. The only class that looks outside
/// of workspaces, at caps and sums of money.
@ApplicationScoped
public class PostgresKeyBudgets {
  /// Who comes with a token has no row anywhere, and may have a budget before the first call.
  private static final Pattern SUBJECT = Pattern.compile("oidc(-sha256)?:[A-Za-z0-9._-]{1,64}");

  private final PostgresScope scope;
  private final Clock clock;

  PostgresKeyBudgets(PostgresScope scope, Clock clock) {
    this.scope = scope;
    this.clock = clock;
  }

  /// Sets the cap from now on; what was spent in the period counts. NOT_FOUND when there is no such
  /// key.
  public void put(String key, Period period, Money cap) {
    int put =
        scope.outside(
            handle ->
                handle.execute(
                    "INSERT INTO key_budget (key_id, period, cap) SELECT ?, ?, ? "
                        + "WHERE ? OR EXISTS (SELECT FROM api_key WHERE id = ?) "
                        + "ON CONFLICT (key_id, period) DO UPDATE SET cap = EXCLUDED.cap",
                    key,
                    period.label(),
                    cap.nanos(),
                    SUBJECT.matcher(key).matches(),
                    key));
    if (put == 0) {
      throw new RaghubException(ErrorCode.NOT_FOUND, "there is no such key");
    }
  }

  /// @return whether there was one
  public boolean remove(String key, Period period) {
    return scope.outside(
            handle ->
                handle.execute(
                    "DELETE FROM key_budget WHERE key_id = ? AND period = ?", key, period.label()))
        > 0;
  }

  public List<Budget> list() {
    LocalDate today = LocalDate.now(clock);
    return scope.outside(
        handle ->
            handle
                .createQuery(
                    """
                    SELECT key_id, period, cap, coalesce((
                      SELECT spent FROM key_spend s WHERE s.key_id = b.key_id AND s.period = b.period
                        AND begins = CASE b.period WHEN 'day' THEN CAST(:day AS date) ELSE CAST(:month AS date) END), 0) AS spent
                    FROM key_budget b ORDER BY key_id, period
                    """)
                .bind("day", Period.DAY.begins(today))
                .bind("month", Period.MONTH.begins(today))
                .map(
                    (row, context) -> {
                      Period period = Period.ofLabel(row.getString("period"));
                      return new Budget(
                          Optional.of(row.getString("key_id")),
                          period,
                          new Money(row.getLong("cap")),
                          new Money(row.getLong("spent")),
                          period.renews(today));
                    })
                .list());
  }
}
