package dev.raghub.ingest;

import dev.raghub.corpus.ItemId;
import dev.raghub.corpus.PostgresCorpus;
import dev.raghub.fault.ErrorCode;
import dev.raghub.fault.RaghubException;
import dev.raghub.ingest.Job.Lease;
import dev.raghub.workspace.Workspace;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.function.IntConsumer;

/// Takes out what a run that read its source to the end has not seen, unless that is so much that
/// it must be a mistake.
@ApplicationScoped
public class Deletions {
  private final PostgresCorpus corpus;
  private final PostgresIntake intake;
  private final IngestSettings settings;

  Deletions(PostgresCorpus corpus, PostgresIntake intake, IngestSettings settings) {
    this.corpus = corpus;
    this.intake = intake;
    this.settings = settings;
  }

  /// DELETION_GUARD where the guard stops it.
  ///
  /// @param allowed whether it may be any number
  /// @param progress told how many are gone, batch after batch
  void unseen(
      Workspace workspace, String source, Lease lease, boolean allowed, IntConsumer progress) {
    PostgresCorpus.Seen seen = corpus.seen(workspace, source, lease.run());
    if (!allowed && stops(seen.unseen(), seen.living())) {
      throw new RaghubException(
          ErrorCode.DELETION_GUARD,
          "%d of %d documents of '%s' are gone from the source, more than %d %%; nothing was deleted. If that is right, run again with --allow-deletes"
              .formatted(seen.unseen(), seen.living(), source, settings.deletionGuard()));
    }
    List<ItemId> gone = corpus.unseen(workspace, source, lease.run(), settings.batch());
    while (!gone.isEmpty()) {
      progress.accept(intake.remove(workspace, lease, gone));
      gone = corpus.unseen(workspace, source, lease.run(), settings.batch());
    }
  }

  /// Whether the guard stops it when so many of so many documents are gone.
  boolean stops(long gone, long living) {
    return gone * 100 > living * settings.deletionGuard() && living >= settings.deletionGuardFrom();
  }
}
