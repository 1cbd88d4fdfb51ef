package dev.raghub.ingest;

import dev.raghub.fault.ErrorCode;
import dev.raghub.fault.RaghubException;
import dev.raghub.observe.Observation;
import dev.raghub.observe.Observer;
import dev.raghub.reading.ExtractionWorkers;
import dev.raghub.source.Mapping;
import dev.raghub.source.SourceMapping;
import dev.raghub.workspace.Workspace;
import io.quarkus.runtime.ShutdownEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// Starts ingests and sees them through in the background: source after source, then the
/// embeddings.
@ApplicationScoped
public class Jobs {
  private final MappingFolder mappings;
  private final IngestPipeline pipeline;
  private final PostgresLeases leases;
  private final PostgresRuns runs;
  private final ExtractionWorkers extraction;
  private final IngestSettings settings;
  private final Observer observer;
  private final Clock clock;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private volatile boolean stopped;

  Jobs(
      MappingFolder mappings,
      IngestPipeline pipeline,
      PostgresLeases leases,
      PostgresRuns runs,
      ExtractionWorkers extraction,
      IngestSettings settings,
      Observer observer,
      Clock clock) {
    this.mappings = mappings;
    this.pipeline = pipeline;
    this.leases = leases;
    this.runs = runs;
    this.settings = settings;
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
    List<String> names = new ArrayList<>();
    steps(workspace).keySet().stream()
        .filter(name -> only.map(name::equals).orElse(true))
        .forEach(names::add);
    if (names.isEmpty()) {
      throw new RaghubException(
          ErrorCode.NOT_FOUND, "the mapping of this workspace has no source of that name");
    }
    names.add(Run.EMBEDDINGS);
    Job job = leases.enter(workspace, names, force);
    begin(workspace, job);
    return job.entries().stream().map(Job.Entry::run).toList();
  }

  /// Sees through what was entered.
  public void begin(Workspace workspace, Job job) {
    threads.execute(() -> work(workspace, job));
  }

  /// Takes over what gateways had begun that are lost, and goes on with it. Returns how many jobs.
  public int resume(Workspace workspace) {
    List<Job> lost = leases.takeOver(workspace);
    lost.forEach(job -> begin(workspace, job));
    return lost.size();
  }

  /// Starts to compute the vectors that are missing. SOURCE_BUSY where somebody is at it already.
  void embed(Workspace workspace) {
    begin(workspace, leases.enter(workspace, List.of(Run.EMBEDDINGS), false));
  }

  /// Before the database is closed. What is interrupted by this has not failed: another gateway, or
  /// the next start, goes on.
  void close(@Observes ShutdownEvent stop) {
    stopped = true;
    threads.shutdownNow();
  }

  private Map<String, SourceReading.Step> steps(Workspace workspace) {
    Map<String, SourceReading.Step> steps = new LinkedHashMap<>();
    for (Mapping mapping : mappings.of(workspace.id())) {
      for (SourceMapping source : mapping.sources()) {
        steps.putIfAbsent(source.name(), new SourceReading.Step(mapping, source));
      }
    }
    return steps;
  }

  private void work(Workspace workspace, Job job) {
    try {
      Heartbeat.during(
          () -> job.entries().forEach(entry -> see(workspace, job, entry)),
          settings.lease(),
          () -> leases.beat(workspace, job));
    } catch (RaghubException away) {
      if (away.code() != ErrorCode.DATABASE_UNAVAILABLE) {
        throw away;
      }
      // Nobody beats from now on: who finds the job when the database is back goes on with it.
      observer.saw(new Observation.BookkeepingFailed(workspace.id().value(), "run", away));
      return;
    }
    extraction.wake(workspace);
  }

  private void work(Workspace workspace, Job job, Job.Entry entry) {
    if (entry.source().equals(Run.EMBEDDINGS)) {
      pipeline.embed(workspace, job.lease(entry));
      return;
    }
    SourceReading.Step step = steps(workspace).get(entry.source());
    if (step == null) {
      throw new RaghubException(
          ErrorCode.NOT_FOUND, "the mapping of this workspace no longer has this source");
    }
    pipeline.read(workspace, step, job.lease(entry), job.allowDeletes());
  }

  private void see(Workspace workspace, Job job, Job.Entry entry) {
    if (stopped) {
      return;
    }
    Instant start = clock.instant();
    long run = entry.run();
    try {
      work(workspace, job, entry);
      runs.finish(workspace, job.lease(entry));
    } catch (RaghubException known) {
      if (stopped) {
        return;
      }
      if (known.code() == ErrorCode.DATABASE_UNAVAILABLE) {
        throw known;
      }
      runs.fail(workspace, job.lease(entry), known.code(), known.reason());
    } catch (RuntimeException | Error unknown) {
      if (stopped) {
        return;
      }
      // An Error as well: whatever ends this thread, the run must not look as if it were still at
      // work.
      observer.saw(new Observation.RequestFailed("run " + run, unknown));
      runs.fail(
          workspace, job.lease(entry), ErrorCode.INTERNAL, "an error inside raghub; see its log");
    }
    runs.find(workspace, run)
        .ifPresent(
            ended ->
                observer.saw(
                    new Observation.RunEnded(
                        workspace.id().value(),
                        entry.source(),
                        ended.state().name().toLowerCase(Locale.ROOT),
                        ended.counts().read(),
                        ended.counts().failed(),
                        Duration.between(start, clock.instant()))));
  }
}
