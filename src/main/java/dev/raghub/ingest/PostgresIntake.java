package dev.raghub.ingest;

import dev.raghub.corpus.ItemId;
import dev.raghub.ingest.Job.Lease;
import dev.raghub.merge.Merged;
import dev.raghub.merge.PostgresMerge;
import dev.raghub.merge.PreparedDocument;
import dev.raghub.workspace.PostgresScope;
import dev.raghub.workspace.Workspace;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.OptionalLong;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;

/// What a run stores and takes out, in transactions that its lease outlives: a holder that was
/// overtaken while it stood still must not put old rows over what the next one has read.
@ApplicationScoped
public class PostgresIntake {
  private final PostgresScope scope;
  private final PostgresLeases leases;
  private final PostgresMerge merge;

  PostgresIntake(PostgresScope scope, PostgresLeases leases, PostgresMerge merge) {
    this.scope = scope;
    this.leases = leases;
    this.merge = merge;
  }

  /// Stores what changed among these documents. SOURCE_BUSY if the run is no longer ours.
  Merged merge(Workspace workspace, Lease lease, Collection<PreparedDocument> documents) {
    return held(
        workspace,
        lease,
        handle -> merge.merge(workspace, handle, documents, OptionalLong.of(lease.run())));
  }

  /// Notes that these items are there. SOURCE_BUSY if the run is no longer ours: who reads it now
  /// may have found them gone.
  void markSeen(Workspace workspace, Lease lease, Collection<ItemId> items) {
    if (!items.isEmpty()) {
      held(workspace, lease, handle -> merge.markSeen(workspace, handle, items, lease.run()));
    }
  }

  /// Takes back what was noted of a source. SOURCE_BUSY if the run is no longer ours: what is noted
  /// is another's.
  void unsee(Workspace workspace, Lease lease, String source) {
    held(workspace, lease, handle -> merge.unsee(workspace, handle, source, lease.run()));
  }

  /// Takes items out. Returns how many were there; SOURCE_BUSY if the run is no longer ours: since
  /// it ended, rows may have come that it never saw.
  int remove(Workspace workspace, Lease lease, Collection<ItemId> items) {
    return held(workspace, lease, handle -> merge.remove(workspace, handle, items));
  }

  private <T> T held(Workspace workspace, Lease lease, Function<Handle, T> work) {
    return scope.write(
        workspace,
        handle -> {
          leases.hold(workspace, handle, lease);
          return work.apply(handle);
        });
  }
}
