package dev.raghub.workspace;

import dev.raghub.fault.ErrorCode;
import dev.raghub.fault.RaghubException;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;

/// The registry of workspaces and the gate into them.
@ApplicationScoped
public class PostgresWorkspaces {
  /// In place of a workspace's name: any that the caller may enter.
  public static final String AUTO = "auto";

  private static final List<String> CONTENT =
      List.of(
          "idempotency",
          "cache_audit",
          "model_call",
          "ledger",
          "workspace_spend",
          "workspace_budget",
          "policy",
          "change",
          "dead_letter",
          "paused_source",
          "webhook_delivery",
          "announcement",
          "subscriber_known",
          "schedule_known",
          "schedule_firing",
          "source_watermark",
          "source_shape",
          "decoding",
          "run_failure",
          "run",
          "outbox",
          "resolution",
          "relation_decision",
          "edge_fk",
          "excerpt",
          "extraction",
          "assertion",
          "mention",
          "alias",
          "entity",
          "chunk_pair",
          "embedding",
          "chunk",
          "source_item",
          "revision");

  private final PostgresScope scope;
  private final Clock clock;

  PostgresWorkspaces(PostgresScope scope, Clock clock) {
    this.scope = scope;
    this.clock = clock;
  }

  /// The workspace a request works in, by the contract of the `X-Workspace` header: absent → the
  /// caller's only workspace, else WORKSPACE_REQUIRED; malformed → INVALID_WORKSPACE_NAME; unknown
  /// and forbidden alike → WORKSPACE_NOT_FOUND; being deleted → WORKSPACE_NOT_READY.
  public Workspace enter(Caller caller, Optional<String> header) {
    WorkspaceId id = header.map(WorkspaceId::new).orElseGet(() -> onlyWorkspaceOf(caller));
    WorkspaceInfo info =
        caller.mayEnter(id) ? find(id).orElseThrow(PostgresWorkspaces::notFound) : absent();
    return switch (info.state()) {
      case READY, FROZEN -> new Workspace(id, info.incarnation(), caller.rights());
      case DELETING -> throw notReady();
    };
  }

  /// The workspaces of a list, each entered as if it were named alone, once all are names.
  public List<Workspace> enterAll(Caller caller, List<String> names) {
    List<WorkspaceId> ids = names.stream().map(WorkspaceId::new).toList();
    return ids.stream().map(id -> enter(caller, Optional.of(id.value()))).toList();
  }

  /// The workspaces that this caller may enter and that answer, by name.
  public List<Workspace> ready(Caller caller) {
    return list(caller).stream()
        .filter(info -> info.state() != WorkspaceInfo.State.DELETING)
        .map(info -> new Workspace(info.id(), info.incarnation(), caller.rights()))
        .toList();
  }

  /// The same for a request that would change the workspace: refused at the door, before it costs
  /// anything. [PostgresScope#write] holds it against those who are inside. WORKSPACE_FROZEN.
  public Workspace enterToWrite(Caller caller, Optional<String> header) {
    Workspace workspace = enter(caller, header);
    if (info(workspace).state() == WorkspaceInfo.State.FROZEN) {
      throw frozen();
    }
    return workspace;
  }

  /// The workspace as it stands in the registry.
  public WorkspaceInfo info(Workspace workspace) {
    return find(workspace.id())
        .filter(info -> info.incarnation().equals(workspace.incarnation()))
        .orElseThrow(PostgresWorkspaces::notFound);
  }

  /// Freezes or thaws: waits for those who are writing to end; whoever comes later is refused.
  public WorkspaceInfo freeze(Caller caller, Workspace workspace, boolean frozen) {
    caller.require(Role.ADMIN);
    become(workspace, frozen ? "frozen" : "ready");
    return info(workspace);
  }

  private void become(Workspace workspace, String state) {
    int changed =
        scope.registry(
            handle -> {
              alone(handle, workspace);
              return handle.execute(
                  "UPDATE workspace SET state = ? WHERE workspace = ? AND incarnation = ? AND state <> 'deleting'",
                  state,
                  workspace.id().value(),
                  workspace.incarnation());
            });
    if (changed == 0) {
      throw notReady();
    }
  }

  /// Waits until nobody writes in the workspace, and keeps writers out until the transaction ends.
  private static void alone(Handle handle, Workspace workspace) {
    handle.execute(
        "SELECT pg_advisory_xact_lock(hashtextextended('workspace ' || ?, 0))",
        workspace.id().value());
  }

  /// The workspaces that this caller may enter, by name.
  public List<WorkspaceInfo> list(Caller caller) {
    return scope.registry(
        handle ->
            handle
                .createQuery("SELECT * FROM workspace ORDER BY workspace")
                .map((row, context) -> info(row))
                .stream()
                .filter(info -> caller.mayEnter(info.id()))
                .toList());
  }

  /// Every workspace that is not being erased, for what the gateway does by itself; no caller
  /// stands behind it (`ArchitectureTest` knows who may).
  public List<Workspace> forUpkeep() {
    return scope.registry(
        handle ->
            handle
                .createQuery("SELECT * FROM workspace WHERE state <> 'deleting' ORDER BY workspace")
                .map((row, context) -> info(row))
                .stream()
                .map(info -> new Workspace(info.id(), info.incarnation(), Rights.ALL))
                .toList());
  }

  /// Makes an empty workspace. CONFLICT when the name is taken, INVALID_WORKSPACE_NAME when the
  /// header `X-Workspace` means something else by it.
  public WorkspaceInfo create(Caller caller, WorkspaceId id) {
    caller.require(Role.ADMIN);
    if (!caller.mayEnter(id)) {
      throw new RaghubException(ErrorCode.FORBIDDEN, "this key is bound to other workspaces");
    }
    if (id.value().equals(AUTO)) {
      throw new RaghubException(
          ErrorCode.INVALID_WORKSPACE_NAME,
          "no workspace can be called 'auto': X-Workspace: auto lets raghub choose");
    }
    int created =
        scope.registry(
            handle ->
                handle
                    .createUpdate(
                        "INSERT INTO workspace (workspace, state, created_at) VALUES (:id, 'ready', :now) "
                            + "ON CONFLICT DO NOTHING")
                    .bind("id", id.value())
                    .bind("now", clock.instant())
                    .execute());
    if (created == 0) {
      throw new RaghubException(ErrorCode.CONFLICT, "the workspace '" + id + "' exists already");
    }
    return find(id).orElseThrow(PostgresWorkspaces::notFound);
  }

  /// Erases a workspace with all that it holds in PostgreSQL. The projections erase themselves
  /// before. It goes in the same transaction as what it holds, so nobody can write into what is
  /// left.
  public void delete(Caller caller, Workspace workspace) {
    caller.require(Role.ADMIN);
    become(workspace, "deleting");
    scope.erase(
        workspace,
        handle -> {
          alone(handle, workspace);
          int rows = erase(handle, workspace.id().value());
          handle.execute(
              "DELETE FROM workspace WHERE workspace = ? AND incarnation = ?",
              workspace.id().value(),
              workspace.incarnation());
          return rows;
        });
  }

  private static int erase(Handle handle, String id) {
    return Stream.concat(others(handle).stream(), CONTENT.stream())
        .mapToInt(
            table ->
                handle
                    .createUpdate("DELETE FROM <table> WHERE workspace = :id")
                    .define("table", table)
                    .bind("id", id)
                    .execute())
        .sum();
  }

  /// Tables of workspaces that the list does not know: what a migration forgot goes all the same.
  private static List<String> others(Handle handle) {
    return handle
        .createQuery(
            "SELECT c.oid::regclass::text FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid "
                + "WHERE a.attname = 'workspace' AND NOT a.attisdropped AND c.relkind IN ('r', 'p') "
                + "AND c.relname <> 'workspace' AND has_table_privilege(c.oid, 'DELETE')")
        .mapTo(String.class)
        .filter(table -> !CONTENT.contains(table))
        .list();
  }

  private Optional<WorkspaceInfo> find(WorkspaceId id) {
    return scope.registryRead(
        handle ->
            handle
                .createQuery("SELECT * FROM workspace WHERE workspace = :id")
                .bind("id", id.value())
                .map((row, context) -> info(row))
                .findOne());
  }

  private WorkspaceId onlyWorkspaceOf(Caller caller) {
    List<WorkspaceInfo> mine = list(caller);
    if (mine.size() != 1) {
      throw new RaghubException(
          ErrorCode.WORKSPACE_REQUIRED, "name the workspace in the X-Workspace header");
    }
    return mine.getFirst().id();
  }

  /// Looks the name up all the same, so that a forbidden name costs what an unknown one does.
  private WorkspaceInfo absent() {
    find(new WorkspaceId("0"));
    throw notFound();
  }

  static RaghubException frozen() {
    return new RaghubException(
        ErrorCode.WORKSPACE_FROZEN, "the workspace is frozen; an administrator can thaw it");
  }

  static RaghubException notReady() {
    return new RaghubException(
        ErrorCode.WORKSPACE_NOT_READY, "the workspace is not ready; try again shortly");
  }

  private static RaghubException notFound() {
    return new RaghubException(ErrorCode.WORKSPACE_NOT_FOUND, "there is no such workspace");
  }

  private static WorkspaceInfo info(ResultSet row) throws SQLException {
    return new WorkspaceInfo(
        new WorkspaceId(row.getString("workspace")),
        row.getObject("incarnation", UUID.class),
        WorkspaceInfo.State.valueOf(row.getString("state").toUpperCase(Locale.ROOT)),
        row.getTimestamp("created_at").toInstant());
  }
}
