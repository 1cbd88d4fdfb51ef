package dev.raghub.ingest;

import dev.raghub.fault.ErrorCode;
import dev.raghub.fault.RaghubException;
import dev.raghub.observe.Observation;
import dev.raghub.observe.Observer;
import dev.raghub.reading.ExtractionWorkers;
import dev.raghub.source.Mapping;
import dev.raghub.source.SourceMapping;
import dev.raghub.workspace.Workspace;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// Starts ingests and sees them through in the background: source after source, then the
/// embeddings.
@ApplicationScoped
public class Jobs {
  private final MappingFolder mappings;
  private final IngestPipeline pipeline;
  private final PostgresRuns runs;
  private final ExtractionWorkers extraction;
  private final Observer observer;
  private final Clock clock;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  Jobs(
      MappingFolder mappings,
      IngestPipeline pipeline,
      PostgresRuns runs,
      ExtractionWorkers extraction,
      Observer observer,
      Clock clock) {
    this.mappings = mappings;
    this.pipeline = pipeline;
    this.runs = runs;
    this.extraction = extraction;
    this.observer = observer;
    this.clock = clock;
  }

  /// Starts to ingest a workspace's sources, or one of them.
  ///
  /// @param only a source's name; empty = all
  /// @param force see [IngestPipeline#read]
  /// @return the numbers of the runs, in the order in which they will go
  public List<Long> start(Workspace workspace, Optional<String> only, boolean force) {
    List<Step> steps = steps(workspace, only);
    List<String> names = new ArrayList<>(steps.stream().map(Step::name).toList());
    names.add(Run.EMBEDDINGS);
    List<Long> ids = runs.enter(workspace, names);
    threads.execute(() -> work(workspace, steps, ids, force));
    return ids;
  }

  /// Starts to compute the vectors that are missing. SOURCE_BUSY where somebody is at it already.
  void embed(Workspace workspace) {
    long run = runs.enter(workspace, List.of(Run.EMBEDDINGS)).getFirst();
    threads.execute(
        () -> see(workspace, run, Run.EMBEDDINGS, () -> pipeline.embed(workspace, run)));
  }

  @PreDestroy
  void close() {
    threads.shutdownNow();
  }

  private List<Step> steps(Workspace workspace, Optional<String> only) {
    List<Step> steps =
        mappings.of(workspace.id()).stream()
            .flatMap(mapping -> mapping.sources().stream().map(source -> new Step(mapping, source)))
            .filter(step -> only.map(step.name()::equals).orElse(true))
            .toList();
    if (steps.isEmpty()) {
      throw new RaghubException(
          ErrorCode.NOT_FOUND, "the mapping of this workspace has no source of that name");
    }
    return steps;
  }

  private void work(Workspace workspace, List<Step> steps, List<Long> ids, boolean force) {
    for (int i = 0; i < steps.size(); i++) {
      Step step = steps.get(i);
      long run = ids.get(i);
      see(
          workspace,
          run,
          step.name(),
          () -> pipeline.read(workspace, step.mapping(), step.source(), run, force));
    }
    see(workspace, ids.getLast(), Run.EMBEDDINGS, () -> pipeline.embed(workspace, ids.getLast()));
    extraction.wake(workspace);
  }

  private void see(Workspace workspace, long run, String source, Runnable work) {
    Instant start = clock.instant();
    try {
      work.run();
      runs.finish(workspace, run);
    } catch (RaghubException known) {
      runs.fail(workspace, run, known.code(), known.reason());
    } catch (RuntimeException | Error unknown) {
      // An Error as well: whatever ends this thread, the run must not look as if it were still at
      // work.
      observer.saw(new Observation.RequestFailed("run " + run, unknown));
      runs.fail(workspace, run, ErrorCode.INTERNAL, "an error inside raghub; see its log");
    }
    runs.find(workspace, run)
        .ifPresent(
            ended ->
                observer.saw(
                    new Observation.RunEnded(
                        workspace.id().value(),
                        source,
                        ended.state().name().toLowerCase(Locale.ROOT),
                        ended.counts().read(),
                        ended.counts().failed(),
                        Duration.between(start, clock.instant()))));
  }

  private record Step(Mapping mapping, SourceMapping source) {
    String name() {
      return source.name();
    }
  }
}
