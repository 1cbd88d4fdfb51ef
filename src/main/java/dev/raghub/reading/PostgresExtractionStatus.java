package dev.raghub.reading;

import dev.raghub.model.Endpoint;
import dev.raghub.reading.ExtractionStatus.Failure;
import dev.raghub.workspace.PostgresScope;
import dev.raghub.workspace.Workspace;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/// Counts what is read and lists what failed.
@ApplicationScoped
public class PostgresExtractionStatus {
  private final PostgresScope scope;
  private final ExtractionPolicy policy;

  PostgresExtractionStatus(PostgresScope scope, ExtractionPolicy policy) {
    this.scope = scope;
    this.policy = policy;
  }

  /// The workspace's state.
  ///
  /// @param limit the most failures, those that are tried next first
  public ExtractionStatus of(Workspace workspace, int limit) {
    return scope.read(
        workspace,
        handle ->
            handle
                .createQuery(
                    "SELECT (SELECT count(DISTINCT hash) FROM excerpt WHERE workspace = :workspace) AS texts, "
                        + "count(*) FILTER (WHERE status = 'pending') AS pending, "
                        + "count(*) FILTER (WHERE status = 'running') AS running, "
                        + "count(*) FILTER (WHERE status = 'done') AS done, "
                        + "count(*) FILTER (WHERE status = 'failed') AS failed, "
                        + "coalesce(sum(attempts), 0) AS calls, "
                        + "coalesce(sum(prompt_tokens), 0) AS prompt_tokens, "
                        + "coalesce(sum(completion_tokens), 0) AS completion_tokens "
                        + "FROM extraction WHERE workspace = :workspace")
                .bind("workspace", workspace.id().value())
                .map((row, context) -> status(workspace, row, failures(workspace, handle, limit)))
                .one());
  }

  private ExtractionStatus status(Workspace workspace, ResultSet row, List<Failure> failures)
      throws SQLException {
    return new ExtractionStatus(
        policy.endpoint(workspace).map(Endpoint::name),
        row.getLong("texts"),
        row.getLong("pending"),
        row.getLong("running"),
        row.getLong("done"),
        row.getLong("failed"),
        row.getLong("calls"),
        row.getLong("prompt_tokens"),
        row.getLong("completion_tokens"),
        failures);
  }

  private static List<Failure> failures(Workspace workspace, Handle handle, int limit) {
    return handle
        .createQuery(
            "SELECT e.status, e.error_code, e.attempts, e.next_attempt_at, "
                + "(SELECT item.source || ':' || item.key FROM excerpt JOIN source_item item "
                + "ON item.workspace = excerpt.workspace AND item.id = excerpt.item "
                + "WHERE excerpt.workspace = :workspace AND excerpt.hash = e.hash ORDER BY item.id LIMIT 1) AS document "
                + "FROM extraction e WHERE e.workspace = :workspace AND e.error_code IS NOT NULL AND e.status <> 'done' "
                + "ORDER BY e.next_attempt_at NULLS LAST, e.hash LIMIT :limit")
        .bind("workspace", workspace.id().value())
        .bind("limit", limit)
        .map(
            (row, context) ->
                new Failure(
                    Optional.ofNullable(row.getString("document")).orElse(""),
                    row.getString("status"),
                    row.getString("error_code"),
                    reason(row.getString("error_code")),
                    row.getInt("attempts"),
                    Optional.ofNullable(row.getTimestamp("next_attempt_at"))
                        .map(Timestamp::toInstant)))
        .list();
  }

  private static String reason(String code) {
    for (Flaw flaw : Flaw.values()) {
      if (flaw.code().equals(code)) {
        return flaw.reason();
      }
    }
    return "the call failed; see docs/errors.md";
  }
}
