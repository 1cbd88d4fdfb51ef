package dev.raghub.decode;

import dev.raghub.change.PostgresChanges;
import dev.raghub.source.Lsn;
import dev.raghub.source.PostgresDecoding.Server;
import dev.raghub.workspace.PostgresScope;
import dev.raghub.workspace.Workspace;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/// Which gateway streams which slot, and how far what it brought is in the queue.
@ApplicationScoped
public class PostgresDecodings {
  private static final String MINE =
      "WHERE workspace = :workspace AND slot = :slot AND owner = :owner AND leased_until > :now";

  private final PostgresScope scope;
  private final PostgresChanges changes;
  private final DecodingSettings settings;
  private final GatewayId gateway;
  private final Clock clock;

  PostgresDecodings(
      PostgresScope scope,
      PostgresChanges changes,
      DecodingSettings settings,
      GatewayId gateway,
      Clock clock) {
    this.scope = scope;
    this.changes = changes;
    this.settings = settings;
    this.gateway = gateway;
    this.clock = clock;
  }

  /// What is known of a slot.
  ///
  /// @param position empty where none was made or found yet
  /// @param reconcile changes may be missing until a run has read everything
  record Known(
      Optional<Lsn> position, String systemIdentifier, String timeline, boolean reconcile) {}

  /// Takes the slot or keeps it, for the length of a lease. False while another gateway has it.
  boolean lease(Workspace workspace, String slot, String place) {
    return scope.record(
        workspace,
        handle ->
            handle
                    .createUpdate(
                        "INSERT INTO decoding (workspace, slot, place, owner, leased_until) VALUES (:workspace, :slot, :place, :owner, :until) "
                            + "ON CONFLICT (workspace, slot) DO UPDATE SET owner = excluded.owner, leased_until = excluded.leased_until "
                            + "WHERE decoding.owner = excluded.owner OR decoding.leased_until <= :now")
                    .bind("workspace", workspace.id().value())
                    .bind("slot", slot)
                    .bind("place", place)
                    .bind("owner", gateway.value())
                    .bind("until", clock.instant().plus(settings.lease()))
                    .bind("now", clock.instant())
                    .execute()
                == 1);
  }

  /// Lets another gateway take the slot at once.
  void release(Workspace workspace, String slot) {
    update(workspace, slot, "UPDATE decoding SET leased_until = :now " + MINE);
  }

  Known known(Workspace workspace, String slot) {
    return scope.read(
        workspace,
        handle ->
            handle
                .createQuery(
                    "SELECT position::text AS position, system_identifier, timeline, reconcile FROM decoding "
                        + "WHERE workspace = ? AND slot = ?")
                .bind(0, workspace.id().value())
                .bind(1, slot)
                .map((row, context) -> known(row))
                .one());
  }

  /// A slot was made or found that begins here: what was written before it is not told.
  void begin(Workspace workspace, String slot, Server server, Lsn position) {
    scope.write(
        workspace,
        handle ->
            handle
                .createUpdate(
                    "UPDATE decoding SET position = CAST(:position AS pg_lsn), system_identifier = :system, "
                        + "timeline = :timeline, reconcile = true "
                        + MINE)
                .bind("position", position.toString())
                .bind("system", server.systemIdentifier())
                .bind("timeline", server.timeline())
                .bind("workspace", workspace.id().value())
                .bind("slot", slot)
                .bind("owner", gateway.value())
                .bind("now", clock.instant())
                .execute());
  }

  /// All was read since the slot began.
  void reconciled(Workspace workspace, String slot) {
    update(workspace, slot, "UPDATE decoding SET reconcile = false " + MINE);
  }

  /// Puts changes into the queue and their position beside them, in one transaction. False, and
  /// nothing is written, where another gateway has the slot now.
  boolean take(Workspace workspace, String slot, Taken taken) {
    return scope.write(
        workspace,
        handle -> {
          boolean mine = move(workspace, handle, slot, taken.position());
          if (mine) {
            changes.enterNoted(workspace, handle, taken.changes(), taken.oldest());
          }
          return mine;
        });
  }

  private boolean move(Workspace workspace, Handle handle, String slot, Lsn position) {
    return handle
            .createUpdate("UPDATE decoding SET position = CAST(:position AS pg_lsn) " + MINE)
            .bind("position", position.toString())
            .bind("workspace", workspace.id().value())
            .bind("slot", slot)
            .bind("owner", gateway.value())
            .bind("now", clock.instant())
            .execute()
        == 1;
  }

  private void update(Workspace workspace, String slot, String statement) {
    scope.record(
        workspace,
        handle ->
            handle
                .createUpdate(statement)
                .bind("workspace", workspace.id().value())
                .bind("slot", slot)
                .bind("owner", gateway.value())
                .bind("now", clock.instant())
                .execute());
  }

  private static Known known(ResultSet row) throws SQLException {
    Optional<Lsn> position = Optional.ofNullable(row.getString("position")).map(Lsn::of);
    return new Known(
        position,
        row.getString("system_identifier"),
        row.getString("timeline"),
        row.getBoolean("reconcile"));
  }
}
