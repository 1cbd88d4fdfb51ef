package dev.raghub.workspace;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/// The log of what administrators did. It can be added to, and what is open can be closed; nothing
/// in it can be changed or taken out by the gateway.
@ApplicationScoped
public class PostgresAuditLog {
  private static final String EVERYTHING = "*";

  private final PostgresScope scope;
  private final Clock clock;

  PostgresAuditLog(PostgresScope scope, Clock clock) {
    this.scope = scope;
    this.clock = clock;
  }

  /// Who is about to do what.
  public record Begun(String key, String request, String action) {}

  /// How it ended.
  ///
  /// @param workspace in which it was done
  /// @param outcome `done`, or the code of the error
  public record Ended(String target, Optional<WorkspaceId> workspace, String outcome) {}

  /// Says what is about to be done; it must not be done where this fails.
  ///
  /// @return the number under which [#end] closes it
  public long begin(Begun begun) {
    return scope.registry(
        handle -> {
          show(handle, EVERYTHING);
          return handle
              .createQuery(
                  "INSERT INTO audit (at, key_id, request, action) VALUES (:now, :key, :request, :action) RETURNING id")
              .bind("now", clock.instant())
              .bind("key", begun.key())
              .bind("request", begun.request())
              .bind("action", begun.action())
              .mapTo(Long.class)
              .one();
        });
  }

  /// Says how it ended, once.
  public void end(long id, Ended ended) {
    scope.registry(
        handle -> {
          show(handle, EVERYTHING);
          return handle
              .createUpdate(
                  """
                  UPDATE audit SET target = :target, outcome = :outcome, ended_at = :now, concerns = :workspace,
                    incarnation = (SELECT incarnation FROM workspace w WHERE w.workspace = :workspace)
                  WHERE id = :id AND ended_at IS NULL
                  """)
              .bind("id", id)
              .bind("target", ended.target())
              .bind("outcome", ended.outcome())
              .bind("now", clock.instant())
              .bind("workspace", ended.workspace().map(WorkspaceId::value).orElse(null))
              .execute();
        });
  }

  /// What a caller may see of it, newest first: all, or what concerns the workspaces to which the
  /// caller is bound, as they are now; an erased one that was made again is another.
  ///
  /// @param workspace only this one's, which the caller has to be in
  /// @param before only what has a smaller number
  public List<AuditEntry> list(
      Caller caller, Optional<WorkspaceId> workspace, OptionalLong before, int limit) {
    return scope.registry(
        handle -> {
          show(handle, visible(caller));
          return handle
              .createQuery(
                  """
                  SELECT * FROM audit
                  WHERE (CAST(:workspace AS text) IS NULL OR concerns = :workspace) AND id < :before
                    AND (:everywhere OR EXISTS (SELECT FROM workspace w
                      WHERE w.workspace = concerns AND w.incarnation = audit.incarnation))
                  ORDER BY id DESC LIMIT :limit
                  """)
              .bind("workspace", workspace.map(WorkspaceId::value).orElse(null))
              .bind("before", before.orElse(Long.MAX_VALUE))
              .bind("everywhere", caller.workspaces().isEmpty())
              .bind("limit", limit)
              .map((row, context) -> entry(row))
              .list();
        });
  }

  private static String visible(Caller caller) {
    return caller
        .workspaces()
        .map(names -> names.stream().map(WorkspaceId::value).collect(Collectors.joining(",")))
        .orElse(EVERYTHING);
  }

  private static void show(Handle handle, String workspaces) {
    handle
        .createQuery("SELECT set_config('raghub.audit', :workspaces, true)")
        .bind("workspaces", workspaces)
        .mapTo(String.class)
        .one();
  }

  private static AuditEntry entry(ResultSet row) throws SQLException {
    return new AuditEntry(
        row.getLong("id"),
        row.getTimestamp("at").toInstant(),
        row.getString("key_id"),
        row.getString("request"),
        row.getString("action"),
        row.getString("target"),
        Optional.ofNullable(row.getString("concerns")),
        row.getString("outcome"));
  }
}
