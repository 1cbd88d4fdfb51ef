package dev.raghub.change;

import dev.raghub.fault.ErrorCode;
import dev.raghub.fault.ErrorType;
import dev.raghub.fault.RaghubException;
import dev.raghub.ingest.MappingFolder;
import dev.raghub.observe.Observation;
import dev.raghub.observe.Observer;
import dev.raghub.source.Mapping;
import dev.raghub.workspace.Workspace;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// Takes changes off the queue and sees each to its end: applied, tried again later, or given up.
/// What fails for one row's fault fails for that row alone; what fails for the source's or ours is
/// postponed for as long as it takes.
@ApplicationScoped
public class Changes {
  private final PostgresQueue queue;
  private final PostgresDeadLetters dead;
  private final ChangeLine line;
  private final MappingFolder mappings;
  private final ChangeSettings settings;
  private final Checkpoint checkpoint;
  private final Observer observer;
  private final Clock clock;

  Changes(
      PostgresQueue queue,
      PostgresDeadLetters dead,
      ChangeLine line,
      MappingFolder mappings,
      ChangeSettings settings,
      Checkpoint checkpoint,
      Observer observer,
      Clock clock) {
    this.queue = queue;
    this.dead = dead;
    this.line = line;
    this.mappings = mappings;
    this.settings = settings;
    this.checkpoint = checkpoint;
    this.observer = observer;
    this.clock = clock;
  }

  /// Works on the changes whose turn it is, up to a batch. Returns how many were taken.
  int step(Workspace workspace) {
    List<Claim> claims = queue.claim(workspace, settings.batch());
    if (claims.isEmpty()) {
      return 0;
    }
    checkpoint.passed(Step.CLAIMED);
    try {
      List<Mapping> known = mappings.of(workspace.id());
      Map<Optional<Mapping>, List<Claim>> byMapping =
          claims.stream()
              .collect(
                  Collectors.groupingBy(
                      claim -> mapping(known, claim), LinkedHashMap::new, Collectors.toList()));
      byMapping.forEach((mapping, theirs) -> work(workspace, mapping, theirs));
    } catch (RaghubException unmapped) {
      postpone(workspace, claims, unmapped.code());
    }
    return claims.size();
  }

  private static Optional<Mapping> mapping(List<Mapping> known, Claim claim) {
    return known.stream().filter(it -> it.source(claim.source()).isPresent()).findFirst();
  }

  private void work(Workspace workspace, Optional<Mapping> mapping, List<Claim> claims) {
    if (mapping.isEmpty()) {
      claims.forEach(
          claim ->
              bury(
                  workspace, claim, ErrorCode.NOT_FOUND, "the mapping has no source of this name"));
      return;
    }
    claims.stream()
        .filter(Claim::truncates)
        .forEach(truncation -> line.expand(workspace, truncation));
    List<Claim> rows = claims.stream().filter(claim -> !claim.truncates()).toList();
    if (!rows.isEmpty()) {
      together(workspace, mapping.get(), rows);
    }
  }

  private void together(Workspace workspace, Mapping mapping, List<Claim> rows) {
    try {
      if (line.run(workspace, mapping, rows)) {
        rows.forEach(row -> applied(workspace, row));
      } else if (rows.size() > 1) {
        rows.forEach(row -> alone(workspace, mapping, row));
      }
    } catch (RuntimeException failure) {
      if (isNotTheirFault(failure)) {
        bySource(workspace, mapping, rows, ((RaghubException) failure).code());
      } else if (rows.size() > 1) {
        rows.forEach(row -> alone(workspace, mapping, row));
      } else {
        failed(workspace, rows.getFirst(), failure);
      }
    }
  }

  /// One of the sources may be the only one that fails.
  private void bySource(Workspace workspace, Mapping mapping, List<Claim> rows, ErrorCode failure) {
    Map<String, List<Claim>> sources = rows.stream().collect(Collectors.groupingBy(Claim::source));
    if (sources.size() > 1) {
      sources.values().forEach(theirs -> together(workspace, mapping, theirs));
    } else {
      postpone(workspace, rows, failure);
    }
  }

  private void applied(Workspace workspace, Claim claim) {
    Duration lag = Duration.between(claim.notedAt(), clock.instant());
    observer.saw(new Observation.ChangeApplied(workspace.id().value(), lag));
  }

  private void alone(Workspace workspace, Mapping mapping, Claim row) {
    together(workspace, mapping, List.of(row));
  }

  /// The source, the database, the embedder or the machine: the next row would fail as well.
  private static boolean isNotTheirFault(RuntimeException failure) {
    return failure instanceof RaghubException known
        && (known.code().type() == ErrorType.UPSTREAM
            || known.code().type() == ErrorType.RESOURCES
            || known.code() == ErrorCode.SOURCE_CHANGED);
  }

  private void failed(Workspace workspace, Claim claim, RuntimeException failure) {
    if (failure instanceof RaghubException known) {
      // It would fail in the same way until the row changes, and then it is told again.
      bury(workspace, claim, known.code(), known.reason());
    } else if (claim.attempts() + 1 >= settings.attempts()) {
      // The message may hold the row's text, so only its kind is kept.
      bury(workspace, claim, ErrorCode.INTERNAL, failure.getClass().getSimpleName());
    } else {
      queue.retryLater(workspace, claim, ErrorCode.INTERNAL.code());
      saw(workspace, claim, "retried", ErrorCode.INTERNAL);
    }
  }

  private void bury(Workspace workspace, Claim claim, ErrorCode code, String reason) {
    if (claim.renamed()) {
      // What was stored before shows a title that others have not followed yet.
      line.follow(workspace, claim);
    }
    dead.bury(workspace, claim, code.code(), reason);
    saw(workspace, claim, "dead", code);
  }

  private void postpone(Workspace workspace, List<Claim> claims, ErrorCode code) {
    queue.postpone(workspace, claims, code.code());
    saw(workspace, claims.getFirst(), "postponed", code);
  }

  private void saw(Workspace workspace, Claim claim, String outcome, ErrorCode code) {
    observer.saw(
        new Observation.ChangeFailed(workspace.id().value(), claim.source(), outcome, code.code()));
  }
}
