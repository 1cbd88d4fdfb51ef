package dev.raghub.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.raghub.Fuse.Killed;
import dev.raghub.GatewayServers;
import dev.raghub.Superuser;
import dev.raghub.corpus.ItemId;
import dev.raghub.fault.RaghubException;
import dev.raghub.merge.TableDump;
import dev.raghub.schedule.Quiet;
import dev.raghub.schedule.Stock;
import dev.raghub.source.Mapping;
import dev.raghub.source.MappingYaml;
import dev.raghub.workspace.PostgresWorkspaces;
import dev.raghub.workspace.Workspace;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Runs whose gateway is killed, and what the next one makes of them.
@QuarkusTest
@QuarkusTestResource(GatewayServers.class)
@TestProfile(Quiet.class)
class ResumeIT {
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  @Inject PostgresWorkspaces workspaces;
  @Inject PostgresLeases leases;
  @Inject PostgresRuns runs;
  @Inject PostgresIntake intake;
  @Inject SourceReading reading;
  @Inject Jobs jobs;
  @Inject DryRuns dryRuns;
  @Inject RunTripwire tripwire;

  private Stock stock;

  @BeforeEach
  void fill() {
    stock = Stock.fresh(workspaces, Stock.NIGHTLY);
    ingest(stock.workspace());
    stock.sql(
        "UPDATE item SET note = 'It moved to the attic.' WHERE id % 9 = 0",
        "DELETE FROM item WHERE id % 7 = 0",
        "INSERT INTO item SELECT n, 'Late ' || n, 'It came late.', 1 FROM generate_series(36, 37) AS n");
  }

  @AfterEach
  void close() {
    stock.close();
  }

  /// 32 rows in batches of 10.
  @ParameterizedTest
  @CsvSource({
    "STARTED, 1, 4", "MERGED, 1, 4", "ADVANCED, 1, 3", "MERGED, 2, 3", "ADVANCED, 2, 2",
    "MERGED, 3, 2", "ADVANCED, 3, 1", "MERGED, 4, 1", "ADVANCED, 4, 0", "SCANNED, 1, 0",
    "DELETED, 1, 0"
  })
  void goesOnBehindTheLastKeyWhereverItsGatewayIsKilled(RunStep step, int times, int batches) {
    Job job = kill(step, times);

    Run run = takeOver(job);

    assertThat(tripwire.batches()).as("batches read again").isEqualTo(batches);
    assertThat(run.counts().read()).isEqualTo(32);
    assertThat(run.takeovers()).isEqualTo(1);
    assertIsAsBuiltAnew();
  }

  @Test
  void beginsAnewUnderAnotherMapping() {
    Job job = kill(RunStep.ADVANCED, 2);
    stock.sql("DELETE FROM item WHERE id = 1");
    stock.map("none", "SHOP_IT_PASSWORD");
    stock.remap("columns: [name]", "columns: [name, id]");

    Run run = takeOver(job);

    assertThat(tripwire.batches()).isEqualTo(4);
    assertThat(run.counts().read()).isEqualTo(31);
  }

  @Test
  void saysInADryRunWhatWouldChangeAndChangesNothing() {
    List<String> before = TableDump.of(stock.workspace());
    List<String> history = history();

    DryRun item = dryRuns.of(stock.workspace(), Optional.of("item"), false).getFirst();

    assertThat(item.read()).isEqualTo(32);
    assertThat(item.created()).isEqualTo(new DryRun.Rows(2, List.of("36", "37")));
    assertThat(item.changed()).isEqualTo(new DryRun.Rows(3, List.of("9", "18", "27")));
    assertThat(item.deleted().count()).isEqualTo(5);
    assertThat(item.deleted().first()).containsExactlyInAnyOrder("7", "14", "21", "28", "35");
    assertThat(item.failed().count()).isZero();
    assertThat(item.guarded()).isFalse();
    assertThat(TableDump.of(stock.workspace())).isEqualTo(before);
    assertThat(history()).isEqualTo(history);

    stock.sql("DELETE FROM item WHERE id > 10", "ALTER TABLE item ADD COLUMN weight int");
    DryRun many = dryRuns.of(stock.workspace(), Optional.of("item"), false).getFirst();
    assertThat(many.guarded()).isTrue();
    assertThat(many.drift()).containsExactly("column added: weight integer");
    assertThat(many.deleted().first()).hasSize(10);
  }

  private List<String> history() {
    return Superuser.strings(
        "SELECT (SELECT count(*) FROM run)::text || ' ' || (SELECT max(revision) FROM revision)::text || (SELECT string_agg(seen_run::text, ',' ORDER BY id) FROM source_item WHERE workspace = ?)",
        stock.workspace().id().value());
  }

  @Test
  void letsNobodyStoreOrDeleteWhoWasOvertaken() {
    Job job = kill(RunStep.ADVANCED, 1);
    takeOver(job);
    Job.Lease lost = job.lease(job.entries().getFirst());
    List<ItemId> items = List.of(ItemId.of("item", "1"));

    assertThatThrownBy(() -> intake.merge(stock.workspace(), lost, List.of()))
        .isInstanceOf(RaghubException.class)
        .hasMessageContaining("has taken this run over");
    assertThatThrownBy(() -> intake.remove(stock.workspace(), lost, items))
        .isInstanceOf(RaghubException.class)
        .hasMessageContaining("has taken this run over");
    assertThatThrownBy(() -> intake.markSeen(stock.workspace(), lost, items))
        .isInstanceOf(RaghubException.class)
        .hasMessageContaining("has taken this run over");
    assertThatThrownBy(() -> intake.unsee(stock.workspace(), lost, "item"))
        .isInstanceOf(RaghubException.class)
        .hasMessageContaining("has taken this run over");
  }

  @Test
  void leavesARunAloneWhoseGatewayIsAlive() {
    leases.enter(stock.workspace(), List.of("item"), false);

    assertThat(jobs.resume(stock.workspace())).isZero();
  }

  @Test
  void saysWhatBecameOfTheTables() {
    ingest(stock.workspace());
    stock.sql(
        "ALTER TABLE item ADD COLUMN weight int",
        "ALTER TABLE item ALTER COLUMN name TYPE varchar(80)",
        "ALTER TABLE item ALTER COLUMN name DROP NOT NULL");

    Run drifted = ingest(stock.workspace());
    Run same = ingest(stock.workspace());
    stock.sql("ALTER TABLE item DROP COLUMN weight", "ALTER TABLE item DROP COLUMN note");
    Run broken = ingest(stock.workspace());

    assertThat(drifted.drift())
        .containsExactly(
            "column added: weight integer",
            "type of name changed from text to character varying",
            "column name may be null now");
    assertThat(drifted.state()).isEqualTo(Run.State.FINISHED);
    assertThat(same.drift()).isEmpty();
    assertThat(broken.drift()).containsExactly("column note gone", "column weight gone");
    assertThat(broken.errorCode()).contains("source-changed");
    assertThat(broken.counts().deleted()).isZero();
  }

  private Job kill(RunStep step, int times) {
    Mapping mapping = MappingYaml.read(stock.mapping());
    SourceReading.Step read = new SourceReading.Step(mapping, mapping.source("item").orElseThrow());
    Job job = leases.enter(stock.workspace(), List.of("item", Run.EMBEDDINGS), false);
    tripwire.arm(step, times);
    assertThatThrownBy(
            () -> reading.read(stock.workspace(), read, job.lease(job.entries().getFirst()), false))
        .isInstanceOf(Killed.class);
    tripwire.batches();
    return job;
  }

  private Run takeOver(Job job) {
    Superuser.execute(
        "UPDATE run SET beat_at = now() - interval '1 hour' WHERE state IN ('waiting', 'running')");
    assertThat(jobs.resume(stock.workspace())).isEqualTo(1);
    ended(stock.workspace(), job.entries().getLast().run());
    return ended(stock.workspace(), job.entries().getFirst().run());
  }

  private void assertIsAsBuiltAnew() {
    Stock anew = stock.again(workspaces);
    try {
      ingest(anew.workspace());
      assertThat(TableDump.of(stock.workspace())).isEqualTo(TableDump.of(anew.workspace()));
    } finally {
      anew.close();
    }
  }

  /// The run over the items.
  private Run ingest(Workspace workspace) {
    List<Long> started = jobs.start(workspace, Optional.empty(), false);
    started.forEach(run -> ended(workspace, run));
    return ended(workspace, started.get(1));
  }

  private Run ended(Workspace workspace, long run) {
    Instant end = Instant.now().plus(PATIENCE);
    Run seen = runs.find(workspace, run).orElseThrow();
    while (seen.finishedAt().isEmpty()) {
      assertThat(Instant.now()).as("%s", seen).isBefore(end);
      LockSupport.parkNanos(5_000_000);
      seen = runs.find(workspace, run).orElseThrow();
    }
    return seen;
  }
}
