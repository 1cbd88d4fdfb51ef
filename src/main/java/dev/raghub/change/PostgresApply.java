package dev.raghub.change;

import dev.raghub.corpus.PostgresOutbox;
import dev.raghub.ingest.PostgresRuns;
import dev.raghub.merge.PostgresMerge;
import dev.raghub.merge.PreparedDocument;
import dev.raghub.workspace.PostgresScope;
import dev.raghub.workspace.Workspace;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/// A batch into the store, in one transaction that its claims outlive.
@ApplicationScoped
public class PostgresApply {
  private final PostgresScope scope;
  private final PostgresOutbox outbox;
  private final PostgresQueue queue;
  private final PostgresChanges changes;
  private final PostgresMerge merge;
  private final PostgresRuns runs;

  PostgresApply(
      PostgresScope scope,
      PostgresOutbox outbox,
      PostgresQueue queue,
      PostgresChanges changes,
      PostgresMerge merge,
      PostgresRuns runs) {
    this.scope = scope;
    this.outbox = outbox;
    this.queue = queue;
    this.changes = changes;
    this.merge = merge;
    this.runs = runs;
  }

  /// Stores and takes out what a batch says. False, and nothing done, if one of its claims is no
  /// longer ours.
  boolean apply(Workspace workspace, Batch batch) {
    // A run that is reading must not take out as unseen what it could not see.
    Map<String, Long> reading = runs.reading(workspace);
    if (!batch.strays().isEmpty()) {
      scope.write(workspace, handle -> changes.enter(workspace, handle, batch.strays()));
    }
    return scope.write(
        workspace,
        handle -> {
          outbox.lock(workspace, handle);
          if (!queue.hold(workspace, handle, batch.claims())) {
            return false;
          }
          merge(workspace, handle, batch, reading);
          return true;
        });
  }

  private void merge(Workspace workspace, Handle handle, Batch batch, Map<String, Long> reading) {
    Map<String, List<PreparedDocument>> bySource =
        batch.documents().stream().collect(Collectors.groupingBy(it -> it.document().source()));
    bySource.forEach(
        (source, documents) -> {
          Long run = reading.get(source);
          merge.merge(
              workspace,
              handle,
              documents,
              run == null ? OptionalLong.empty() : OptionalLong.of(run));
        });
    if (!batch.gone().isEmpty()) {
      merge.remove(workspace, handle, batch.gone());
    }
  }
}
