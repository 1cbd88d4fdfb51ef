package dev.raghub.spend;

import dev.raghub.spend.Usage.By;
import dev.raghub.workspace.PostgresScope;
import dev.raghub.workspace.Workspace;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/// The ledger of a workspace, added up.
@ApplicationScoped
public class PostgresUsage {
  private final PostgresScope scope;

  PostgresUsage(PostgresScope scope) {
    this.scope = scope;
  }

  /// Days in UTC, the first and the last included.
  ///
  /// @param key of this key only; empty = of all
  public record Wanted(LocalDate from, LocalDate to, Optional<String> key, By by) {}

  /// A line each key, model or day that has any calls, by its label.
  public List<Usage> sum(Workspace workspace, Wanted wanted) {
    return scope.read(
        workspace,
        handle ->
            handle
                .createQuery(
                    """
                    SELECT <label> AS label, count(*) FILTER (WHERE state <> 'released') AS calls,
                      sum(prompt_tokens) AS prompt, sum(cached_tokens) AS cached, sum(completion_tokens) AS completion,
                      sum(settled) AS settled, coalesce(sum(settled) FILTER (WHERE assumed), 0) AS assumed,
                      coalesce(sum(reserved) FILTER (WHERE state = 'reserved'), 0) AS reserved
                    FROM ledger
                    WHERE workspace = :workspace AND day BETWEEN :from AND :to
                      AND (CAST(:key AS text) IS NULL OR key_id = :key)
                    GROUP BY 1 ORDER BY 1
                    """)
                .define("label", label(wanted.by()))
                .bind("workspace", workspace.id().value())
                .bind("from", wanted.from())
                .bind("to", wanted.to())
                .bind("key", wanted.key().orElse(null))
                .map((row, context) -> usage(row))
                .list());
  }

  private static String label(By by) {
    return switch (by) {
      case KEY -> "coalesce(key_id, 'none')";
      case WORKSPACE -> "workspace";
      case MODEL -> "model";
      case DAY -> "day::text";
    };
  }

  private static Usage usage(ResultSet row) throws SQLException {
    return new Usage(
        row.getString("label"),
        row.getLong("calls"),
        row.getLong("prompt"),
        row.getLong("cached"),
        row.getLong("completion"),
        new Money(row.getLong("settled")),
        new Money(row.getLong("assumed")),
        new Money(row.getLong("reserved")));
  }
}
