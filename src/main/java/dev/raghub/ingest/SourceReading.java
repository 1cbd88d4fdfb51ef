package dev.raghub.ingest;

import dev.raghub.ingest.Job.Lease;
import dev.raghub.ingest.PostgresRuns.Begun;
import dev.raghub.source.Mapping;
import dev.raghub.source.RowReader;
import dev.raghub.source.Shape;
import dev.raghub.source.SourceMapping;
import dev.raghub.workspace.Workspace;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/// Reads one source to its end, then takes out what it no longer has. Where another gateway had
/// begun, goes on behind the last key that it took in: what it has seen counts as seen.
@ApplicationScoped
public class SourceReading {
  private final RowSources sources;
  private final Scans scans;
  private final PostgresRuns runs;
  private final Deletions deletions;
  private final Drift drift;
  private final PostgresWatermarks watermarks;
  private final IngestSettings settings;

  SourceReading(
      RowSources sources,
      Scans scans,
      PostgresRuns runs,
      Deletions deletions,
      Drift drift,
      PostgresWatermarks watermarks,
      IngestSettings settings) {
    this.sources = sources;
    this.scans = scans;
    this.runs = runs;
    this.deletions = deletions;
    this.drift = drift;
    this.watermarks = watermarks;
    this.settings = settings;
  }

  /// One source of a mapping.
  record Step(Mapping mapping, SourceMapping source) {
    String name() {
      return source.name();
    }
  }

  /// @param allowDeletes delete even what the deletion guard would stop
  void read(Workspace workspace, Step step, Lease lease, boolean allowDeletes) {
    String name = step.name();
    SourceScan scan;
    Shape shape;
    Begun begun;
    try (RowSources.Opened opened = sources.open(step.mapping(), step.source());
        Behind behind = new Behind()) {
      RowReader reader = opened.rows();
      shape = reader.shape(step.source());
      drift.tell(workspace, name, lease, shape);
      begun = begin(workspace, step, lease, reader);
      scan = scans.begin(workspace, lease, step.source(), begun.counts());
      reader.read(
          step.source(),
          settings.batch(),
          begun.after(),
          page -> {
            SourceScan.Batch batch = scan.prepare(page);
            behind.then(() -> scan.store(batch));
          });
      behind.finish();
    }
    scans.checkpoint().passed(RunStep.SCANNED);
    deletions.unseen(workspace, name, lease, allowDeletes, scan::deleted);
    drift.keep(workspace, name, shape);
    begun
        .watermark()
        .ifPresent(value -> watermarks.keep(workspace, step.mapping(), step.source(), value));
  }

  private Begun begin(Workspace workspace, Step step, Lease lease, RowReader reader) {
    SourceMapping source = step.source();
    // Before the first row is read: what changes from now on is above it, or will be seen by the
    // overlap.
    Optional<String> highest = reader.highest(source);
    Begun begun =
        runs.start(
            workspace,
            lease,
            new PostgresRuns.Beginning(
                reader.fingerprint(source), reader.estimate(source), highest));
    if (begun.again() && begun.after().isEmpty()) {
      // What the one before has seen need not be there any more when we have read it all.
      scans.intake().unsee(workspace, lease, source.name());
    }
    scans.checkpoint().passed(RunStep.STARTED);
    return begun;
  }
}
