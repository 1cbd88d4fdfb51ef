package dev.raghub.change;

import dev.raghub.source.PostgresTriggerQueue;
import dev.raghub.source.PostgresTriggerQueue.Taken;
import dev.raghub.workspace.Workspace;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;

/// Moves what triggers wrote in a source's queue into ours. It is deleted there only after our own
/// commit, so that who is killed between the two tells it twice and never not at all.
@ApplicationScoped
public class TriggerDrain {
  private final PostgresChanges changes;
  private final ChangeWorkers workers;
  private final ChangeSettings settings;
  private final Checkpoint checkpoint;
  private final Clock clock;

  TriggerDrain(
      PostgresChanges changes,
      ChangeWorkers workers,
      ChangeSettings settings,
      Checkpoint checkpoint,
      Clock clock) {
    this.changes = changes;
    this.workers = workers;
    this.settings = settings;
    this.checkpoint = checkpoint;
    this.clock = clock;
  }

  /// Moves all that is there, or until our queue is full, which a batch may overfill. Returns how
  /// many entries.
  int drain(Workspace workspace, PostgresTriggerQueue queue) {
    int moved = 0;
    int more;
    do {
      more = changes.hasRoomFor(workspace, 1) ? step(workspace, queue) : 0;
      moved += more;
    } while (more > 0);
    return moved;
  }

  private int step(Workspace workspace, PostgresTriggerQueue queue) {
    Taken taken = queue.take(settings.takeBatch());
    if (taken.ids().isEmpty()) {
      queue.giveBack();
      return 0;
    }
    checkpoint.passed(Step.TAKEN);
    Instant now = clock.instant();
    changes.enter(workspace, taken.changes(), taken.oldest().isBefore(now) ? taken.oldest() : now);
    checkpoint.passed(Step.ENQUEUED);
    queue.forget(taken);
    checkpoint.passed(Step.FORGOTTEN);
    workers.wake(workspace);
    return taken.ids().size();
  }
}
