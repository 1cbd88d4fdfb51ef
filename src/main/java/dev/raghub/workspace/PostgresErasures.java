package dev.raghub.workspace;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;

/// The register of erasures. It outlives the workspaces it speaks of and holds no content.
@ApplicationScoped
public class PostgresErasures {
  private final PostgresScope scope;
  private final Clock clock;

  PostgresErasures(PostgresScope scope, Clock clock) {
    this.scope = scope;
    this.clock = clock;
  }

  /// Says what is about to be erased, under a new number.
  public UUID begin(Caller caller, Workspace workspace, String kind, OptionalLong item) {
    return scope.registry(
        handle ->
            handle
                .createQuery(
                    "INSERT INTO erasure (concerns, incarnation, kind, item, asked_by, asked_at) "
                        + "VALUES (:workspace, :incarnation, :kind, CAST(:item AS bigint), :key, :now) RETURNING id")
                .bind("workspace", workspace.id().value())
                .bind("incarnation", workspace.incarnation())
                .bind("kind", kind)
                .bind("item", item.isPresent() ? Long.toString(item.getAsLong()) : null)
                .bind("key", caller.key())
                .bind("now", clock.instant())
                .mapTo(UUID.class)
                .one());
  }

  /// Says what the search found.
  public void end(UUID id, boolean clean, String report) {
    scope.registry(
        handle ->
            handle.execute(
                "UPDATE erasure SET searched_at = ?, clean = ?, report = CAST(? AS jsonb) WHERE id = ?",
                clock.instant(),
                clean,
                report,
                id));
  }

  /// How often an erasure in a workspace began and ended: another number than before where there
  /// was one meanwhile.
  public long steps(Workspace workspace) {
    return scope.registryRead(
        handle ->
            handle
                .createQuery(
                    "SELECT count(*) + count(searched_at) FROM erasure "
                        + "WHERE concerns = :workspace AND incarnation = :incarnation")
                .bind("workspace", workspace.id().value())
                .bind("incarnation", workspace.incarnation())
                .mapTo(Long.class)
                .one());
  }

  /// An erasure in a workspace that the caller may enter. Where the name belongs to another
  /// workspace by now, only those who see everything find it.
  public Optional<ErasureEntry> find(Caller caller, UUID id) {
    return scope.registryRead(
        handle ->
            handle
                .createQuery(
                    "SELECT e.*, EXISTS (SELECT FROM workspace w WHERE w.workspace = e.concerns "
                        + "AND w.incarnation <> e.incarnation) AS replaced FROM erasure e WHERE id = :id")
                .bind("id", id)
                .map(
                    (row, context) ->
                        row.getBoolean("replaced") && caller.workspaces().isPresent()
                            ? Optional.<ErasureEntry>empty()
                            : Optional.of(entry(row)))
                .findOne()
                .flatMap(found -> found)
                .filter(entry -> caller.mayEnter(entry.workspace())));
  }

  private static ErasureEntry entry(ResultSet row) throws SQLException {
    long item = row.getLong("item");
    return new ErasureEntry(
        row.getObject("id", UUID.class),
        new WorkspaceId(row.getString("concerns")),
        row.getString("kind"),
        row.wasNull() ? OptionalLong.empty() : OptionalLong.of(item),
        row.getString("asked_by"),
        row.getTimestamp("asked_at").toInstant(),
        Optional.ofNullable(row.getTimestamp("searched_at")).map(Timestamp::toInstant),
        Optional.ofNullable(row.getString("report")));
  }
}
