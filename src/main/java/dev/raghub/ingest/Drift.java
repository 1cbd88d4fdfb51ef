package dev.raghub.ingest;

import dev.raghub.ingest.Job.Lease;
import dev.raghub.observe.Observation;
import dev.raghub.observe.Observer;
import dev.raghub.source.Shape;
import dev.raghub.workspace.Workspace;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/// How a source's tables differ from those of the last run that read them to the end. Said, and no
/// more: what breaks the mapping ends the run by itself, and the rest may be meant so.
@ApplicationScoped
public class Drift {
  private final PostgresShapes shapes;
  private final PostgresRuns runs;
  private final Observer observer;

  Drift(PostgresShapes shapes, PostgresRuns runs, Observer observer) {
    this.shapes = shapes;
    this.runs = runs;
    this.observer = observer;
  }

  /// A line a difference; none where the source was never read.
  List<String> of(Workspace workspace, String source, Shape now) {
    return shapes.find(workspace, source).map(now::driftSince).orElse(List.of());
  }

  /// Says it in the run, the log and a metric.
  void tell(Workspace workspace, String source, Lease lease, Shape now) {
    List<String> drift = of(workspace, source, now);
    if (!drift.isEmpty()) {
      runs.drifted(workspace, lease, drift);
      observer.saw(new Observation.SchemaDrifted(workspace.id().value(), source, drift));
    }
  }

  /// What the next run is compared with.
  void keep(Workspace workspace, String source, Shape now) {
    shapes.keep(workspace, source, now);
  }
}
