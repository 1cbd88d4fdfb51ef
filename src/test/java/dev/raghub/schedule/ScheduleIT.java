package dev.raghub.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.raghub.GatewayServers;
import dev.raghub.SetClock;
import dev.raghub.Superuser;
import dev.raghub.change.PostgresQueueStatus;
import dev.raghub.corpus.ItemId;
import dev.raghub.corpus.PostgresCorpus;
import dev.raghub.ingest.Jobs;
import dev.raghub.ingest.MappingFolder;
import dev.raghub.ingest.PostgresLeases;
import dev.raghub.ingest.PostgresRuns;
import dev.raghub.ingest.Run;
import dev.raghub.observe.Observer;
import dev.raghub.workspace.PostgresScope;
import dev.raghub.workspace.PostgresWorkspaces;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Three gateways on one database, and a clock that a test moves.
@QuarkusTest
@QuarkusTestResource(GatewayServers.class)
@TestProfile(Quiet.class)
class ScheduleIT {
  private static final String RECONCILED =
      "{cron: \"30 2 * * *\", zone: Europe/Berlin, reconcile: \"0 4 * * 0\"}";
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  @Inject PostgresWorkspaces workspaces;
  @Inject PostgresScope scope;
  @Inject PostgresLeases leases;
  @Inject PostgresRuns runs;
  @Inject PostgresChangedPasses passes;
  @Inject PostgresQueueStatus queue;
  @Inject PostgresCorpus corpus;
  @Inject ChangedRows changed;
  @Inject MappingFolder mappings;
  @Inject Jobs jobs;
  @Inject ScheduleSettings settings;
  @Inject Observer observer;

  private final SetClock clock = new SetClock("2026-01-05T12:00:00Z");
  private final List<Scheduler> gateways = new ArrayList<>();
  private long busy;
  private Stock stock;
  private Plans plans;

  @AfterEach
  void close() {
    gateways.forEach(gateway -> gateway.close(new ShutdownEvent()));
    stock.close();
  }

  @Test
  void firesOnceOverThreeGateways() {
    begin(Stock.NIGHTLY);
    look("2026-01-06T01:29:59Z");
    assertThat(read()).isEmpty();

    look("2026-01-06T01:30:00Z");
    look("2026-01-06T01:30:01Z");

    assertThat(read()).containsExactly(35L);
    look("2026-01-07T01:30:00Z");
    assertThat(read()).containsExactly(35L, 35L);
  }

  @Test
  void makesUpOnceForNightsInWhichEveryGatewayWasDown() {
    begin(Stock.NIGHTLY);

    look("2026-01-20T10:00:00Z");
    look("2026-01-20T10:00:05Z");

    assertThat(read()).containsExactly(35L);
  }

  @Test
  void keepsATimeForWhenItsSourceIsResumed() {
    begin(Stock.NIGHTLY);
    queue.pause(stock.workspace(), "item");
    look("2026-01-06T01:30:00Z");
    assertThat(read()).isEmpty();

    queue.resume(stock.workspace(), "item");
    look("2026-01-06T01:31:00Z");

    assertThat(read()).containsExactly(35L);
  }

  @Test
  void keepsATimeForWhenABusySourceIsFree() {
    begin(Stock.NIGHTLY);
    busy = leases.enter(stock.workspace(), List.of("item"), false).entries().getFirst().run();
    look("2026-01-06T01:30:00Z");
    assertThat(read()).isEmpty();

    Superuser.execute("DELETE FROM run WHERE id = " + busy);
    look("2026-01-06T01:31:00Z");

    assertThat(read()).containsExactly(35L);
  }

  @Test
  void deletesNothingWhenTheCredentialsAreBroken() {
    begin(Stock.NIGHTLY);
    look("2026-01-06T01:30:00Z");
    stock.map(Stock.NIGHTLY, "STOCK_IT_WRONG");

    look("2026-01-07T01:30:00Z");

    Plans.Planned planned = plans.list(stock.workspace(), 10).getFirst();
    assertThat(planned.last().orElseThrow().state()).isEqualTo("failed");
    assertThat(planned.last().orElseThrow().errorCode()).contains("source-credentials-refused");
    assertThat(planned.next()).contains(Instant.parse("2026-01-08T01:30:00Z"));
    assertThat(corpus.size(stock.workspace()).items()).isEqualTo(35);
  }

  @Test
  void tellsTheQueueWhatChangedAndReadsAllWhenItIsTimeFor() {
    begin(RECONCILED);
    look("2026-01-06T01:30:00Z");
    assertThat(read()).as("nothing is known yet").containsExactly(35L);
    stock.sql(
        "UPDATE item SET note = 'Moved.', touched = '2026-01-06 22:00:00Z' WHERE id <= 7",
        "DELETE FROM item WHERE id = 8");

    look("2026-01-07T01:30:00Z");

    assertThat(last().kind()).isEqualTo(Kind.CHANGED);
    assertThat(last().told()).as("seven, and the last one below the watermark").isEqualTo(8);
    assertThat(read()).containsExactly(35L);
    assertThat(body("7")).contains("Moved.");
    assertThat(corpus.find(stock.workspace(), ItemId.of("item", "8"))).isPresent();

    stock.sql("UPDATE item SET note = 'Late.', touched = '2026-01-06 22:00:00Z' WHERE id = 9");
    look("2026-01-08T01:30:00Z");

    assertThat(body("9")).as("a value that was seen before").contains("Late.");
    look("2026-01-11T01:30:00Z");
    look("2026-01-11T03:00:00Z");
    assertThat(read()).containsExactly(35L, 34L);
    assertThat(corpus.find(stock.workspace(), ItemId.of("item", "8"))).isEmpty();
  }

  @Test
  void doesNotTakeAMomentThatIsStillToComeForHowFarItIs() {
    begin(RECONCILED);
    stock.sql("UPDATE item SET touched = '2999-01-01 00:00:00Z' WHERE id = 1");
    look("2026-01-06T01:30:00Z");
    stock.sql("UPDATE item SET note = 'Planned.', touched = 'infinity' WHERE id = 2");
    look("2026-01-07T01:30:00Z");
    assertThat(body("2")).contains("Planned.");

    stock.sql("UPDATE item SET note = 'Moved.', touched = '2026-01-06 22:00:00Z' WHERE id = 7");
    look("2026-01-08T01:30:00Z");

    assertThat(body("7")).contains("Moved.");
  }

  @Test
  void goesOnWithWhatALostGatewayWasTelling() {
    begin(RECONCILED);
    look("2026-01-06T01:30:00Z");
    stock.sql("UPDATE item SET note = 'Moved.', touched = '2026-01-06 22:00:00Z' WHERE id <= 7");
    new PostgresFirings(scope, leases, settings, clock)
        .fireChanged(
            stock.workspace(),
            new Plan.Due("item", Instant.parse("2026-01-07T01:30:00Z"), Kind.CHANGED));
    Superuser.execute("UPDATE schedule_firing SET beat_at = now() - interval '1 hour'");

    look("2026-01-07T01:30:00Z");

    assertThat(last().state()).isEqualTo("finished");
    assertThat(body("7")).contains("Moved.");
  }

  private Firing last() {
    return plans.list(stock.workspace(), 10).getFirst().last().orElseThrow();
  }

  private String body(String key) {
    return corpus.find(stock.workspace(), ItemId.of("item", key)).orElseThrow().body();
  }

  private void begin(String schedule) {
    stock = Stock.fresh(workspaces, schedule);
    for (int i = 0; i < 3; i++) {
      PostgresFirings firings = new PostgresFirings(scope, leases, settings, clock);
      plans = new Plans(mappings, firings, changed, clock);
      gateways.add(
          new Scheduler(plans, firings, passes, changed, jobs, workspaces, settings, observer));
    }
    look("2026-01-05T12:00:00Z");
  }

  /// All gateways look at once; returns when what they began has ended.
  private void look(String time) {
    clock.set(time);
    List<Thread> looking =
        gateways.stream()
            .map(gateway -> Thread.startVirtualThread(() -> gateway.look(stock.workspace())))
            .toList();
    looking.forEach(ScheduleIT::join);
    await(
        () ->
            runs.list(stock.workspace(), 100).stream()
                .filter(run -> run.id() != busy)
                .allMatch(run -> run.finishedAt().isPresent()));
    await(
        () ->
            Superuser.strings(
                    "SELECT source FROM schedule_firing WHERE state = 'running' AND workspace = ?",
                    stock.workspace().id().value())
                .isEmpty());
    await(() -> queue.of(stock.workspace()).behind() == 0);
  }

  private static void join(Thread thread) {
    try {
      thread.join();
    } catch (InterruptedException stopped) {
      throw new IllegalStateException(stopped);
    }
  }

  private static void await(BooleanSupplier condition) {
    Instant end = Instant.now().plus(PATIENCE);
    while (!condition.getAsBoolean()) {
      assertThat(Instant.now()).isBefore(end);
      LockSupport.parkNanos(5_000_000);
    }
  }

  /// How many rows each run over the items read, the oldest first.
  private List<Long> read() {
    return runs.list(stock.workspace(), 100).reversed().stream()
        .filter(run -> run.source().equals("item"))
        .filter(run -> run.state() == Run.State.FINISHED)
        .map(run -> run.counts().read())
        .toList();
  }
}
