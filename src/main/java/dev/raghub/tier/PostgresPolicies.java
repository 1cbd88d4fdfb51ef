package dev.raghub.tier;

import dev.raghub.workspace.PostgresScope;
import dev.raghub.workspace.Workspace;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Locale;
import java.util.Optional;

/// The policies of workspaces.
@ApplicationScoped
public class PostgresPolicies {
  private final PostgresScope scope;
  private final DefaultPolicy defaults;
  private final Clock clock;

  PostgresPolicies(PostgresScope scope, DefaultPolicy defaults, Clock clock) {
    this.scope = scope;
    this.defaults = defaults;
    this.clock = clock;
  }

  /// The workspace's own, or the gateway's defaults.
  public Policy of(Workspace workspace) {
    return scope
        .read(
            workspace,
            handle ->
                handle
                    .createQuery("SELECT * FROM policy WHERE workspace = :workspace")
                    .bind("workspace", workspace.id().value())
                    .map((row, context) -> policy(row))
                    .findOne())
        .orElseGet(defaults::policy);
  }

  /// Replaces the workspace's policy.
  public void put(Workspace workspace, Policy policy) {
    scope.write(
        workspace,
        handle ->
            handle
                .createUpdate(
                    "INSERT INTO policy (workspace, local, remote, remote_use, threshold, max_tokens, changed_at) "
                        + "VALUES (:workspace, :local, :remote, :use, :threshold, :tokens, :now) "
                        + "ON CONFLICT (workspace) DO UPDATE SET local = excluded.local, remote = excluded.remote, "
                        + "remote_use = excluded.remote_use, threshold = excluded.threshold, "
                        + "max_tokens = excluded.max_tokens, changed_at = excluded.changed_at")
                .bind("workspace", workspace.id().value())
                .bind("local", policy.local())
                .bind("remote", policy.remote())
                .bind("use", policy.remoteUse().label())
                .bind("threshold", policy.threshold())
                .bind("tokens", policy.maxTokens())
                .bind("now", clock.instant())
                .execute());
  }

  /// Puts the gateway's defaults in force again.
  public void delete(Workspace workspace) {
    scope.write(
        workspace,
        handle -> handle.execute("DELETE FROM policy WHERE workspace = ?", workspace.id().value()));
  }

  private static Policy policy(ResultSet row) throws SQLException {
    return new Policy(
        Optional.ofNullable(row.getString("local")),
        Optional.ofNullable(row.getString("remote")),
        Policy.RemoteUse.valueOf(row.getString("remote_use").toUpperCase(Locale.ROOT)),
        row.getDouble("threshold"),
        row.getInt("max_tokens"));
  }
}
