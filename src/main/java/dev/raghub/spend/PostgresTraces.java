package dev.raghub.spend;

import dev.raghub.workspace.PostgresScope;
import dev.raghub.workspace.Workspace;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// The traces of a workspace's calls, one a call.
@ApplicationScoped
public class PostgresTraces {
  private final PostgresScope scope;

  PostgresTraces(PostgresScope scope) {
    this.scope = scope;
  }

  /// Keeps a trace, unless the call has one already or its workspace was erased meanwhile.
  void keep(Workspace workspace, Trace trace) {
    scope.record(
        workspace,
        handle ->
            handle
                .createUpdate(
                    """
                    INSERT INTO model_call (workspace, call, request, endpoint, model, purpose, prompt_tokens, completion_tokens,
                      cached_tokens, first_token_ms, total_ms, retries, finish, error_code, warnings, started_at)
                    SELECT workspace, call, :request, :endpoint, :model, :purpose, :promptTokens, :completionTokens,
                      :cachedTokens, CAST(:first AS bigint), CAST(:total AS bigint), :retries, CAST(:finished AS text),
                      CAST(:error AS text), :said, :startedAt
                    FROM ledger WHERE workspace = :workspace AND call = :call
                    ON CONFLICT DO NOTHING
                    """)
                .bindMethods(trace)
                .bind("workspace", workspace.id().value())
                .bind("first", trace.firstTokenMs().orElse(null))
                .bind("total", trace.totalMs().orElse(null))
                .bind("finished", trace.finish().orElse(null))
                .bind("error", trace.errorCode().orElse(null))
                .bindArray("said", String.class, trace.warnings())
                .execute());
  }

  /// The latest calls, newest first.
  ///
  /// @param request of this request only; empty = of all
  public List<Trace> list(Workspace workspace, Optional<String> request, int limit) {
    return scope.read(
        workspace,
        handle ->
            handle
                .createQuery(
                    "SELECT * FROM model_call WHERE workspace = :workspace "
                        + "AND (CAST(:request AS text) IS NULL OR request = :request) "
                        + "ORDER BY started_at DESC, call LIMIT :limit")
                .bind("workspace", workspace.id().value())
                .bind("request", request.orElse(null))
                .bind("limit", limit)
                .map((row, context) -> trace(row))
                .list());
  }

  /// Erases the traces of calls that began before.
  int erase(Workspace workspace, Instant before) {
    return scope.record(
        workspace,
        handle ->
            handle.execute(
                "DELETE FROM model_call WHERE workspace = ? AND started_at < ?",
                workspace.id().value(),
                before));
  }

  private static Trace trace(ResultSet row) throws SQLException {
    return new Trace(
        row.getObject("call", UUID.class),
        row.getString("request"),
        row.getString("endpoint"),
        row.getString("model"),
        row.getString("purpose"),
        row.getInt("prompt_tokens"),
        row.getInt("completion_tokens"),
        row.getInt("cached_tokens"),
        Optional.ofNullable(row.getObject("first_token_ms", Long.class)),
        Optional.ofNullable(row.getObject("total_ms", Long.class)),
        row.getInt("retries"),
        Optional.ofNullable(row.getString("finish")),
        Optional.ofNullable(row.getString("error_code")),
        List.of((String[]) row.getArray("warnings").getArray()),
        row.getTimestamp("started_at").toInstant());
  }
}
