package dev.raghub.change;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.raghub.Fuse.Killed;
import dev.raghub.GatewayServers;
import dev.raghub.Seeds;
import dev.raghub.Superuser;
import dev.raghub.index.Indexes;
import dev.raghub.ingest.Embedding;
import dev.raghub.ingest.Jobs;
import dev.raghub.ingest.PostgresRuns;
import dev.raghub.source.PostgresTriggerQueue;
import dev.raghub.source.PostgresTriggers;
import dev.raghub.source.TriggerPlan.Told;
import dev.raghub.workspace.PostgresWorkspaces;
import dev.raghub.workspace.Workspace;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// A database that tells of its changes itself.
@QuarkusTest
@QuarkusTestResource(GatewayServers.class)
@TestProfile(ByHand.class)
class TriggersIT {
  @Inject PostgresWorkspaces workspaces;
  @Inject TriggerDrain drain;
  @Inject ChangeWorkers workers;
  @Inject PostgresQueueStatus status;
  @Inject Tripwire tripwire;
  @Inject Jobs jobs;
  @Inject PostgresRuns runs;
  @Inject Embedding embedding;
  @Inject Indexes indexes;

  private final List<Shop> shops = new ArrayList<>();

  @AfterEach
  void close() {
    tripwire.disarm();
    shops.forEach(Shop::close);
  }

  @Test
  void tellsOfInsertsUpdatesDeletesKeyChangesAndTruncation() {
    Shop shop = installed();
    shop.sql("INSERT INTO purchase VALUES (3, 'new', 'Tar.', 1)");
    shop.sql("UPDATE purchase SET status = 'paid' WHERE id = 3");
    shop.sql("UPDATE tag SET code = 'c,%' WHERE code = 'b'");
    shop.sql("DELETE FROM purchase WHERE id = 3");
    shop.sql("TRUNCATE purchase_tag");

    assertThat(shop.data().told())
        .containsExactlyInAnyOrder(
            "upsert purchase {3}",
            "upsert purchase {3}",
            "delete tag {b}",
            "upsert tag {\"c,%\"}",
            "upsert purchase {2}",
            "delete purchase {3}",
            "truncate purchase {}");
  }

  @Test
  void tellsOfAChangedLabel() {
    Shop shop = installed();
    shop.sql("UPDATE purchase SET secrecy = 'hr' WHERE id = 1");

    assertThat(shop.data().told()).containsExactly("upsert purchase {1}");
  }

  @Test
  void isNotHeldUpByKeysThatNoQueueOrNoRowCanHave() {
    Shop shop = installed();
    shop.sql(
        "INSERT INTO raghub.change_queue (workspace, source, key, kind) VALUES "
            + "('%1$s', 'purchase', ARRAY[NULL]::text[], 'upsert'), ('%1$s', 'tag', ARRAY[(SELECT string_agg(md5(n::text), '') FROM generate_series(1, 500) n)], 'upsert')"
                .formatted(shop.workspace().id()),
        "UPDATE purchase SET note = 'Told.' WHERE id = 2");
    settle(shop);

    assertSameAsFresh(shop, "beside keys that cannot be");
  }

  @Test
  void tellsNothingOfColumnsThatNobodyReadsNorOfWritesThatChangeNothing() {
    Shop shop = installed();
    shop.sql("UPDATE customer SET seen = now()", "UPDATE customer SET name = name");

    assertThat(shop.data().told()).isEmpty();
  }

  @Test
  void tellsNothingOfWhatWasRolledBack() {
    Shop shop = installed();
    shop.sql("BEGIN; DELETE FROM purchase; ROLLBACK");

    assertThat(shop.data().told()).isEmpty();
  }

  @Test
  void needsNoRightsOfWhoeverWritesTheTables() {
    Shop shop = installed();
    shop.sql(
        "DROP ROLE IF EXISTS clerk",
        "CREATE ROLE clerk",
        "GRANT UPDATE, SELECT ON purchase TO clerk",
        "SET ROLE clerk; UPDATE purchase SET note = 'By a clerk.' WHERE id = 1; RESET ROLE",
        "DROP OWNED BY clerk",
        "DROP ROLE clerk");

    assertThat(shop.data().told()).containsExactly("upsert purchase {1}");
  }

  @Test
  void sayWhatIsMissingAndLeaveNothingBehind() {
    Shop shop = fresh();
    List<Told> plan = ShopDatabase.plan(shop.mapped());
    try (PostgresTriggers triggers = ShopDatabase.connect(shop.mapped())) {
      assertThat(triggers.check(plan)).hasSize(5);
      triggers.install(plan, "", true);
      assertThat(triggers.check(plan)).isEmpty();
      shop.sql("ALTER TABLE purchase DISABLE TRIGGER USER");
      assertThat(triggers.check(plan)).hasSize(1).first().asString().contains("purchase");
      triggers.install(plan, "", false);
      assertThat(triggers.check(plan)).isEmpty();
      shop.sql("INSERT INTO purchase VALUES (9)");
      assertThat(triggers.remove(plan)).isEqualTo(1);
      assertThat(triggers.check(plan)).hasSize(5);
    }
    shop.sql("DELETE FROM purchase", "CREATE SCHEMA raghub");
  }

  @ParameterizedTest
  @EnumSource
  void losesAndDoublesNothingWhoeverIsKilledAtAnyStep(Step step) {
    Shop shop = installed();
    shop.sql(
        "UPDATE town SET name = 'Bruges' WHERE id = 1",
        "UPDATE purchase SET note = 'Told.' WHERE id = 2",
        "INSERT INTO purchase VALUES (3, 'new', 'Tar and feathers.', 1)",
        "DELETE FROM tag WHERE code = 'b'",
        "TRUNCATE purchase_tag");

    tripwire.arm(step);
    assertThatThrownBy(() -> settle(shop)).as("%s", step).isInstanceOf(Killed.class);
    loseLeases(shop);
    settle(shop);

    assertSameAsFresh(shop, "killed at " + step);
  }

  @Test
  void endsInTheStateOfAFreshBuildWhateverWasEditedAndWhoeverWasKilled() {
    Seeds.each(
        6,
        random -> {
          Shop shop = installed();
          ShopEdits edits = new ShopEdits(random);
          for (int round = 0; round < 12; round++) {
            shop.sql(edits.next(1 + random.nextInt(6)).toArray(String[]::new));
            editedOn(shop, random);
          }
          tripwire.disarm();
          loseLeases(shop);
          settle(shop);

          assertSameAsFresh(shop, "after random edits");
        });
  }

  /// Some of those who work on it are killed.
  private void editedOn(Shop shop, Random random) {
    if (random.nextInt(3) == 0) {
      List<Step> steps = List.of(Step.values());
      tripwire.arm(steps.get(random.nextInt(steps.size())));
    }
    try {
      settle(shop);
    } catch (Killed killed) {
      loseLeases(shop);
    }
  }

  private Shop fresh() {
    Shop shop = Shop.fresh(workspaces, "triggers");
    shops.add(shop);
    Ingested.wait(jobs, runs, shop);
    // As if the run had been last night.
    Superuser.execute(
        "UPDATE run SET finished_at = now() - interval '1 day' WHERE workspace = '%s'"
            .formatted(shop.workspace().id()));
    return shop;
  }

  private Shop installed() {
    Shop shop = fresh();
    ShopDatabase.installTriggers(shop.mapped());
    return shop;
  }

  /// Moves what was told and applies it, until nothing is left.
  private void settle(Shop shop) {
    Workspace workspace = shop.workspace();
    try (PostgresTriggerQueue queue =
        PostgresTriggerQueue.connect(
            shop.mapped().database().resolve(System::getProperty), workspace.id().value())) {
      drain.drain(workspace, queue);
    }
    workers.drain(workspace);
  }

  private static void loseLeases(Shop shop) {
    Superuser.execute(
        "UPDATE change SET leased_until = now() - interval '1 second' WHERE workspace = '%s' AND leased_until IS NOT NULL"
            .formatted(shop.workspace().id()));
  }

  private void assertSameAsFresh(Shop shop, String how) {
    QueueStatus after = status.of(shop.workspace());
    assertThat(after.behind() + after.confirming() + after.dead()).as(how).isZero();
    assertThat(after.oldestSeconds()).as(how).isZero();
    assertThat(shop.data().told()).as(how).isEmpty();
    Shop built = shop.again(workspaces, "fresh");
    shops.add(built);
    Ingested.wait(jobs, runs, built);
    indexes.catchUp(shop.workspace());
    assertThat(shop.dump()).as(how).containsExactlyElementsOf(built.dump());
  }
}
