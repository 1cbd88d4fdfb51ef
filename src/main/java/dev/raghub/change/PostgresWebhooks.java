package dev.raghub.change;

import dev.raghub.source.RowChange;
import dev.raghub.workspace.PostgresScope;
import dev.raghub.workspace.Workspace;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;

/// Takes webhooks in: the id and what it tells, together or not at all.
@ApplicationScoped
public class PostgresWebhooks {
  private final PostgresScope scope;
  private final PostgresChanges changes;
  private final ChangeSettings settings;
  private final Clock clock;

  PostgresWebhooks(
      PostgresScope scope, PostgresChanges changes, ChangeSettings settings, Clock clock) {
    this.scope = scope;
    this.changes = changes;
    this.settings = settings;
    this.clock = clock;
  }

  /// Enters what a webhook tells; false, and nothing is done, if it came before. QUEUE_FULL leaves
  /// no trace, so that the sender's next attempt counts.
  boolean accept(Workspace workspace, String source, String id, Collection<RowChange> told) {
    Instant now = clock.instant();
    return scope.write(
        workspace,
        handle -> {
          int fresh =
              handle.execute(
                  "INSERT INTO webhook_delivery (workspace, source, id, received_at) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING",
                  workspace.id().value(),
                  source,
                  id,
                  now);
          if (fresh == 0) {
            return false;
          }
          changes.refuseIfFull(workspace, handle, told.size());
          changes.enter(workspace, handle, told);
          handle.execute(
              "DELETE FROM webhook_delivery WHERE workspace = ? AND received_at < ?",
              workspace.id().value(),
              now.minus(settings.webhookMemory()));
          return true;
        });
  }
}
