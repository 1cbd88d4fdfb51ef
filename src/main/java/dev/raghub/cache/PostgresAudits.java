package dev.raghub.cache;

import dev.raghub.workspace.PostgresScope;
import dev.raghub.workspace.Workspace;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;

/// How many answers that were served by meaning were made anew, and how many of them differed, by
/// workspace and day.
@ApplicationScoped
public class PostgresAudits {
  private static final int DAYS = 30;

  private final PostgresScope scope;
  private final Clock clock;

  PostgresAudits(PostgresScope scope, Clock clock) {
    this.scope = scope;
    this.clock = clock;
  }

  /// What the last 30 days gave.
  ///
  /// @param sampled how many answers were made anew
  /// @param wrong how many differed
  public record Audited(long sampled, long wrong) {
    /// 95 %.
    private static final double Z = 1.96;

    /// The share that differed, 0 to 1.
    public double rate() {
      return sampled == 0 ? 0 : (double) wrong / sampled;
    }

    /// The lower end of the rate's 95 % interval after Wilson.
    public double low() {
      return bound(-1);
    }

    /// Its upper end; 1 where nothing was sampled.
    public double high() {
      return bound(1);
    }

    private double bound(int side) {
      if (sampled == 0) {
        return side < 0 ? 0 : 1;
      }
      double spread =
          Z * Math.sqrt(rate() * (1 - rate()) / sampled + Z * Z / (4.0 * sampled * sampled));
      double middle = rate() + Z * Z / (2 * sampled);
      return Math.clamp((middle + side * spread) / (1 + Z * Z / sampled), 0, 1);
    }
  }

  Audited of(Workspace workspace) {
    return scope.read(
        workspace,
        handle ->
            handle
                .createQuery(
                    "SELECT coalesce(sum(sampled), 0) AS sampled, coalesce(sum(wrong), 0) AS wrong "
                        + "FROM cache_audit WHERE workspace = :workspace AND day > :since")
                .bind("workspace", workspace.id().value())
                .bind("since", day(clock.instant()).minusDays(DAYS))
                .map((row, context) -> new Audited(row.getLong("sampled"), row.getLong("wrong")))
                .one());
  }

  void add(Workspace workspace, Instant when, boolean wrong) {
    scope.record(
        workspace,
        handle ->
            handle
                .createUpdate(
                    "INSERT INTO cache_audit (workspace, day, sampled, wrong) VALUES (:workspace, :day, 1, :wrong) "
                        + "ON CONFLICT (workspace, day) DO UPDATE "
                        + "SET sampled = cache_audit.sampled + 1, wrong = cache_audit.wrong + excluded.wrong")
                .bind("workspace", workspace.id().value())
                .bind("day", day(when))
                .bind("wrong", wrong ? 1 : 0)
                .execute());
  }

  void erase(Workspace workspace) {
    scope.record(
        workspace,
        handle ->
            handle.execute("DELETE FROM cache_audit WHERE workspace = ?", workspace.id().value()));
  }

  private static LocalDate day(Instant when) {
    return when.atZone(ZoneOffset.UTC).toLocalDate();
  }
}
