package dev.raghub.ingest;

import dev.raghub.index.Indexes;
import dev.raghub.ingest.Job.Lease;
import dev.raghub.ingest.Run.Counts;
import dev.raghub.workspace.Workspace;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// The ingest line.
@ApplicationScoped
public class IngestPipeline {
  /// What is embedded is known by what is missing, whatever came before.
  private static final UUID MISSING = new UUID(0, 0);

  private final SourceReading reading;
  private final PostgresRuns runs;
  private final Embedding embedding;
  private final Indexes indexes;

  IngestPipeline(SourceReading reading, PostgresRuns runs, Embedding embedding, Indexes indexes) {
    this.reading = reading;
    this.runs = runs;
    this.embedding = embedding;
    this.indexes = indexes;
  }

  /// Reads one source to its end, then deletes what it no longer has.
  ///
  /// @param allowDeletes delete even what the deletion guard would stop
  void read(Workspace workspace, SourceReading.Step step, Lease lease, boolean allowDeletes) {
    reading.read(workspace, step, lease, allowDeletes);
    indexes.catchUp(workspace);
  }

  /// Computes the vectors that are missing.
  void embed(Workspace workspace, Lease lease) {
    runs.start(
        workspace,
        lease,
        new PostgresRuns.Beginning(MISSING, embedding.pending(workspace), Optional.empty()));
    embedding.embed(
        workspace,
        done -> runs.advance(workspace, lease, new Counts(done, 0, 0, 0, 0, 0), List.of()));
    indexes.catchUp(workspace);
  }
}
