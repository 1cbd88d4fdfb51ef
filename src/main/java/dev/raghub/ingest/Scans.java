package dev.raghub.ingest;

import dev.raghub.document.RowDocuments;
import dev.raghub.ingest.Job.Lease;
import dev.raghub.ingest.Run.Counts;
import dev.raghub.merge.PostgresMerge;
import dev.raghub.source.SourceMapping;
import dev.raghub.workspace.Workspace;
import jakarta.enterprise.context.ApplicationScoped;

/// What passes over sources need to take rows in.
@ApplicationScoped
public class Scans {
  private final Preparation preparation;
  private final PostgresMerge merge;
  private final PostgresIntake intake;
  private final PostgresRuns runs;
  private final RunCheckpoint checkpoint;

  Scans(
      Preparation preparation,
      PostgresMerge merge,
      PostgresIntake intake,
      PostgresRuns runs,
      RunCheckpoint checkpoint) {
    this.preparation = preparation;
    this.merge = merge;
    this.intake = intake;
    this.runs = runs;
    this.checkpoint = checkpoint;
  }

  SourceScan begin(Workspace workspace, Lease lease, SourceMapping source, Counts counts) {
    return new SourceScan(workspace, lease, new RowDocuments(source), this, counts);
  }

  Preparation preparation() {
    return preparation;
  }

  PostgresMerge merge() {
    return merge;
  }

  PostgresIntake intake() {
    return intake;
  }

  PostgresRuns runs() {
    return runs;
  }

  RunCheckpoint checkpoint() {
    return checkpoint;
  }
}
