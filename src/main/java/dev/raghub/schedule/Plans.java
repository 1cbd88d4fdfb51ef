package dev.raghub.schedule;

import dev.raghub.fault.ErrorCode;
import dev.raghub.fault.RaghubException;
import dev.raghub.ingest.MappingFolder;
import dev.raghub.schedule.Plan.Due;
import dev.raghub.source.Mapping;
import dev.raghub.source.SourceMapping;
import dev.raghub.workspace.Workspace;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// The schedules of a workspace's sources, and where they stand.
@ApplicationScoped
public class Plans {
  private final MappingFolder mappings;
  private final PostgresFirings firings;
  private final ChangedRows changed;
  private final Clock clock;

  Plans(MappingFolder mappings, PostgresFirings firings, ChangedRows changed, Clock clock) {
    this.mappings = mappings;
    this.firings = firings;
    this.changed = changed;
    this.clock = clock;
  }

  /// A source's schedule as people ask for it.
  ///
  /// @param jitterSeconds how much later than planned it begins, at most
  public record Planned(
      String source,
      String cron,
      Optional<String> reconcile,
      String zone,
      long jitterSeconds,
      Optional<Instant> next,
      Optional<Firing> last) {}

  /// The sources that have a schedule, by mapping.
  List<Plan> of(Workspace workspace) {
    return mappings(workspace).stream()
        .flatMap(
            mapping ->
                mapping.sources().stream()
                    .flatMap(source -> plan(workspace, mapping, source).stream()))
        .toList();
  }

  private List<Mapping> mappings(Workspace workspace) {
    try {
      return mappings.of(workspace.id());
    } catch (RaghubException none) {
      if (none.code() != ErrorCode.NOT_FOUND) {
        throw none;
      }
      return List.of();
    }
  }

  private Optional<Plan> plan(Workspace workspace, Mapping mapping, SourceMapping source) {
    return mapping
        .schedules()
        .of(source.name())
        .map(
            schedule ->
                new Plan(
                    workspace.id().value(),
                    source.name(),
                    schedule,
                    schedule.reconcile().isPresent()
                        && changed.canTell(workspace, mapping, source)));
  }

  /// What of a schedule is due now.
  Optional<Due> due(Workspace workspace, Plan plan) {
    return plan.due(clock.instant(), firings.fired(workspace, plan.source(), plan.schedule()));
  }

  /// The first schedules of a workspace, by mapping and source.
  public List<Planned> list(Workspace workspace, int limit) {
    return of(workspace).stream().limit(limit).map(plan -> planned(workspace, plan)).toList();
  }

  private Planned planned(Workspace workspace, Plan plan) {
    return new Planned(
        plan.source(),
        plan.schedule().cron().expression(),
        plan.schedule().reconcile().map(cron -> cron.expression()),
        plan.schedule().zone().getId(),
        plan.schedule().jitter().toSeconds(),
        plan.next(clock.instant()),
        firings.last(workspace, plan.source()));
  }
}
