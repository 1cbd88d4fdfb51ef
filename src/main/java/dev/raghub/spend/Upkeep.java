package dev.raghub.spend;

import dev.raghub.observe.Observation;
import dev.raghub.observe.Observer;
import dev.raghub.workspace.PostgresWorkspaces;
import dev.raghub.workspace.Workspace;
import io.quarkus.arc.All;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/// Settles what killed processes left reserved and erases old traces, and whatever else keeps house
/// in this rhythm: at start, then every [SpendSettings#upkeep]. Several gateways may do so at once.
@ApplicationScoped
public class Upkeep {
  private final PostgresWorkspaces workspaces;
  private final PostgresLedger ledger;
  private final PostgresTraces traces;
  private final Books books;
  private final List<Housekeeping> others;
  private final Observer observer;
  private final Clock clock;
  private final SpendSettings settings;
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(Thread.ofVirtual().factory());

  Upkeep(
      PostgresWorkspaces workspaces,
      PostgresLedger ledger,
      PostgresTraces traces,
      Books books,
      @All List<Housekeeping> others,
      Observer observer,
      Clock clock,
      SpendSettings settings) {
    this.workspaces = workspaces;
    this.ledger = ledger;
    this.traces = traces;
    this.books = books;
    this.others = others;
    this.observer = observer;
    this.clock = clock;
    this.settings = settings;
  }

  void begin(@Observes StartupEvent start) {
    var _ =
        thread.scheduleWithFixedDelay(
            this::run, 0, settings.upkeep().toMillis(), TimeUnit.MILLISECONDS);
  }

  @PreDestroy
  void close() {
    thread.shutdownNow();
  }

  /// One workspace that fails does not keep the others waiting.
  private void run() {
    try {
      workspaces.forUpkeep().forEach(this::attempt);
      others.forEach(Housekeeping::keepOutside);
    } catch (RuntimeException | Error failed) {
      // An Error as well: what escapes here ends the schedule without a word.
      observer.saw(new Observation.BookkeepingFailed("all", "upkeep", failed));
    }
  }

  private void attempt(Workspace workspace) {
    try {
      keep(workspace);
    } catch (RuntimeException failed) {
      observer.saw(new Observation.BookkeepingFailed(workspace.id().value(), "upkeep", failed));
    }
  }

  void keep(Workspace workspace) {
    Instant now = clock.instant();
    long settled =
        ledger.lapsed(workspace, now.minus(settings.lease())).stream()
            .filter(reservation -> books.lapsed(workspace, reservation))
            .count();
    if (settled > 0) {
      observer.saw(new Observation.ReservationsLapsed(workspace.id().value(), settled));
    }
    traces.erase(workspace, now.minus(settings.traceRetention()));
    others.forEach(each -> each.keep(workspace));
  }
}
