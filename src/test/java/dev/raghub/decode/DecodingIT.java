package dev.raghub.decode;

import static org.assertj.core.api.Assertions.assertThat;

import dev.raghub.GatewayServers;
import dev.raghub.Seeds;
import dev.raghub.Superuser;
import dev.raghub.change.Await;
import dev.raghub.change.ChangeWorkers;
import dev.raghub.change.Drained;
import dev.raghub.change.Ingested;
import dev.raghub.change.PostgresChanges;
import dev.raghub.change.PostgresQueueStatus;
import dev.raghub.change.QueueStatus;
import dev.raghub.change.Shop;
import dev.raghub.change.ShopEdits;
import dev.raghub.index.Indexes;
import dev.raghub.ingest.Jobs;
import dev.raghub.ingest.PostgresRuns;
import dev.raghub.source.PostgresDecoding;
import dev.raghub.workspace.PostgresScope;
import dev.raghub.workspace.PostgresWorkspaces;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// A database that tells of its changes by its write-ahead log.
@QuarkusTest
@QuarkusTestResource(GatewayServers.class)
@TestProfile(DecodedByHand.class)
class DecodingIT {
  @Inject PostgresWorkspaces workspaces;
  @Inject Decoders decoders;
  @Inject ChangeWorkers workers;
  @Inject PostgresQueueStatus status;
  @Inject DecodeTripwire tripwire;
  @Inject Jobs jobs;
  @Inject PostgresRuns runs;
  @Inject Indexes indexes;
  @Inject PostgresScope scope;
  @Inject PostgresChanges changes;
  @Inject DecodingSettings settings;

  private final List<Shop> shops = new ArrayList<>();

  @AfterEach
  void close() {
    tripwire.disarm();
    shops.forEach(Shop::close);
    decoders.look();
    shops.forEach(shop -> Await.until("released", () -> owned(shop).isEmpty()));
    shops.forEach(shop -> shop.data().dropSlots());
    shops.clear();
  }

  @Test
  void tellsOfInsertsUpdatesDeletesKeyChangesAndTruncation() {
    Shop shop = decoded();
    shop.sql("INSERT INTO purchase VALUES (3, 'new', 'Tar.', 1)");
    shop.sql("UPDATE purchase SET status = 'paid' WHERE id = 1");
    shop.sql("UPDATE tag SET code = 'c,%' WHERE code = 'b'");
    shop.sql("DELETE FROM purchase WHERE id = 3");
    shop.sql("TRUNCATE purchase_tag");

    awaitTold(
        shop,
        "purchase 3 delete",
        "purchase 1 upsert",
        "tag b delete",
        "tag c%2C%25 upsert",
        "purchase 2 upsert",
        "purchase  truncate");
  }

  @Test
  void tellsNothingOfWhatWasRolledBack() {
    Shop shop = decoded();
    shop.sql("BEGIN; DELETE FROM purchase; ROLLBACK", "UPDATE tag SET name = 'Rush'");

    awaitTold(shop, "tag b upsert", "tag a%2Cb upsert");
  }

  @Test
  void acknowledgesAtTheSourceWhatIsInTheQueue() {
    Shop shop = decoded();
    shop.sql("UPDATE purchase SET note = 'Told.' WHERE id = 2");
    awaitTold(shop, "purchase 2 upsert");

    Await.until(
        "acknowledged",
        () ->
            !Superuser.strings(
                    "SELECT 1 FROM decoding JOIN pg_replication_slots ON slot_name = slot WHERE workspace = '%s' AND confirmed_flush_lsn >= position"
                        .formatted(shop.workspace().id()))
                .isEmpty());
  }

  @Test
  void tellsOfRowsWhoseWholeIdentityIsLoggedOnlyWhatIsMapped() {
    Shop shop = prepared();
    shop.sql("ALTER TABLE customer REPLICA IDENTITY FULL");
    begin(shop);
    shop.sql("UPDATE customer SET seen = now()", "UPDATE customer SET name = 'Lia' WHERE id = 1");

    awaitTold(shop, "customer 1 upsert");
  }

  @Test
  void publishesNoTableWhoseRowsCouldThenNotBeWritten() {
    Shop shop = prepared();
    shop.sql("ALTER TABLE purchase_tag DROP CONSTRAINT purchase_tag_pkey");
    begin(shop);
    shop.sql("DELETE FROM purchase_tag", "UPDATE purchase SET status = 'paid' WHERE id = 1");

    awaitTold(shop, "purchase 1 upsert");
  }

  @ParameterizedTest
  @EnumSource
  void losesNothingWhoeverIsKilledAtAnyStep(DecodeStep step) {
    Shop shop = decoded();
    tripwire.arm(step);
    shop.sql(
        "UPDATE town SET name = 'Bruges' WHERE id = 1",
        "UPDATE purchase SET note = 'Told.' WHERE id = 2",
        "INSERT INTO purchase VALUES (3, 'new', 'Tar and feathers.', 1)",
        "DELETE FROM tag WHERE code = 'b'",
        "TRUNCATE purchase_tag");
    Await.until("killed", () -> !tripwire.isArmed());
    Await.until("released", () -> owned(shop).isEmpty());
    decoders.look();

    assertSameAsFresh(shop, "killed at " + step);
  }

  @Test
  void endsInTheStateOfAFreshBuildWhateverWasEditedAndWhoeverWasKilled() {
    Seeds.each(
        3,
        random -> {
          Shop shop = decoded();
          ShopEdits edits = new ShopEdits(random);
          for (int round = 0; round < 12; round++) {
            if (random.nextInt(4) == 0) {
              tripwire.arm(List.of(DecodeStep.values()).get(random.nextInt(3)));
            }
            shop.sql(edits.next(1 + random.nextInt(6)).toArray(String[]::new));
            if (random.nextBoolean()) {
              Drained.drain(workers, shop.workspace());
            }
            decoders.look();
          }
          tripwire.disarm();

          assertSameAsFresh(shop, "after random edits");
          close();
        });
  }

  @Test
  void readsEverythingAgainAfterItsSlotWasLost() {
    Shop shop = decoded();
    dropSlot(shop);
    shop.sql("DELETE FROM purchase WHERE id = 1", "UPDATE town SET name = 'Bruges' WHERE id = 1");
    Await.until("noticed", () -> owned(shop).isEmpty());
    decoders.look();
    Await.until("looked at", () -> reconciled(shop) == 0);
    Await.until("reconciled", () -> reconciled(shop) == 1);

    assertSameAsFresh(shop, "after the slot was lost");
  }

  @Test
  void readsEverythingAgainAfterTheDatabaseWasSetBack() {
    Shop shop = decoded();
    shop.close();
    decoders.look();
    Await.until("released", () -> owned(shop).isEmpty());
    Superuser.execute(
        "UPDATE decoding SET position = 'FFFF/0' WHERE workspace = '%s'"
            .formatted(shop.workspace().id()));
    Shop again = Shop.in(shop.workspace(), shop.data());
    shops.add(again);
    begin(again);

    assertSameAsFresh(again, "after it was set back");
  }

  /// A commit is in the log before others see it. Here it waits for a standby that does not exist.
  @Test
  void readsNoRowBeforeItsChangeCanBeSeen() throws InterruptedException {
    Shop shop = decoded();
    Superuser.execute("ALTER SYSTEM SET synchronous_commit = 'local'");
    Superuser.execute("ALTER SYSTEM SET synchronous_standby_names = 'nobody'");
    Superuser.execute("SELECT pg_reload_conf()");
    Thread writer;
    try {
      Await.until(
          "reloaded",
          () ->
              !Superuser.strings(
                      "SELECT 1 WHERE current_setting('synchronous_standby_names') = 'nobody'")
                  .isEmpty());
      writer =
          Thread.startVirtualThread(
              () ->
                  shop.sql(
                      "SET synchronous_commit = on; UPDATE purchase SET note = 'Told.' WHERE id = 2"));
      Await.until("committed", () -> isWaitingForAStandby());
      for (int look = 0; look < 50; look++) {
        Drained.drain(workers, shop.workspace());
        assertThat(told(shop)).isEmpty();
        Thread.sleep(20);
      }
    } finally {
      Superuser.execute("ALTER SYSTEM SET synchronous_commit = 'off'");
      Superuser.execute("ALTER SYSTEM RESET synchronous_standby_names");
      Superuser.execute("SELECT pg_reload_conf()");
    }
    writer.join();

    assertSameAsFresh(shop, "after a commit that others saw late");
  }

  private static boolean isWaitingForAStandby() {
    return !Superuser.strings("SELECT pid::text FROM pg_stat_activity WHERE wait_event = 'SyncRep'")
        .isEmpty();
  }

  @Test
  void goesOnAfterItsSessionsWereEnded() {
    Shop shop = decoded();
    shop.sql(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()",
        "UPDATE purchase SET note = 'Told.' WHERE id = 2");
    Await.until("noticed", () -> owned(shop).isEmpty());
    decoders.look();

    assertSameAsFresh(shop, "after sessions were ended");
  }

  @Test
  void readsNoFurtherWhileTheQueueIsFull() {
    Shop shop = decoded();
    shop.sql("INSERT INTO tag SELECT 't' || n, 'Tag' FROM generate_series(1, 70) n");
    Await.until("full", () -> told(shop).size() >= 60);
    shop.sql("UPDATE purchase SET note = 'Told.' WHERE id = 2");
    Await.until("seen", () -> behind(shop));
    assertThat(told(shop)).doesNotContain("purchase 2 upsert");

    assertSameAsFresh(shop, "after the queue was full");
  }

  @Test
  void isStreamedByOneGatewayAndTakenOverByAnother() throws InterruptedException {
    Shop shop = decoded();
    PostgresDecodings theirs =
        new PostgresDecodings(
            scope, changes, settings, new GatewayId(new UUID(0, 1)), Clock.systemUTC());
    Place place =
        Place.of(
            shop.workspace(),
            shop.mapped(),
            shop.mapped().database().resolve(System::getProperty),
            settings.prefix());
    assertThat(theirs.lease(place.workspace(), place.slot(), "")).isFalse();

    Superuser.execute(
        "UPDATE decoding SET owner = gen_random_uuid(), leased_until = now() + interval '4 seconds' WHERE workspace = '%s'"
            .formatted(shop.workspace().id()));
    shop.sql("UPDATE purchase SET note = 'Told.' WHERE id = 2");
    Await.until("lease ended", () -> owned(shop).isEmpty());
    assertThat(told(shop)).isEmpty();
    decoders.look();
    awaitTold(shop, "purchase 2 upsert");
  }

  private Shop prepared() {
    Shop shop = Shop.fresh(workspaces, "decoding");
    shops.add(shop);
    return shop;
  }

  private Shop decoded() {
    Shop shop = prepared();
    begin(shop);
    return shop;
  }

  private void begin(Shop shop) {
    shop.decode();
    Await.until(
        "reconciled",
        () -> {
          decoders.look();
          return reconciled(shop) == 1;
        });
    // As if the run had been last night.
    Superuser.execute(
        "UPDATE run SET finished_at = now() - interval '1 day' WHERE workspace = '%s'"
            .formatted(shop.workspace().id()));
  }

  /// Applies what is told, until all that was committed is.
  private void settle(Shop shop) {
    String last = shop.data().position();
    Await.until(
        "settled",
        () -> {
          decoders.look();
          Drained.drain(workers, shop.workspace());
          return isPast(shop, last) && queue(shop).behind() + queue(shop).confirming() == 0;
        });
  }

  private void assertSameAsFresh(Shop shop, String how) {
    settle(shop);
    assertThat(queue(shop).dead()).as(how).isZero();
    Shop built = shop.again(workspaces, "fresh");
    shops.add(built);
    Ingested.wait(jobs, runs, built);
    indexes.catchUp(shop.workspace());
    assertThat(shop.dump()).as(how).containsExactlyElementsOf(built.dump());
  }

  private static boolean isPast(Shop shop, String position) {
    return !Superuser.strings(
            "SELECT 1 FROM decoding WHERE workspace = '%s' AND NOT reconcile AND position >= '%s'"
                .formatted(shop.workspace().id(), position))
        .isEmpty();
  }

  /// Whether the source's log goes further than what is in the queue.
  private static boolean behind(Shop shop) {
    return !Superuser.strings(
            "SELECT 1 FROM decoding WHERE workspace = '%s' AND position < pg_current_wal_lsn() - 400"
                .formatted(shop.workspace().id()))
        .isEmpty();
  }

  private static void dropSlot(Shop shop) {
    List<String> slots =
        Superuser.strings(
            "SELECT slot FROM decoding WHERE workspace = '%s'".formatted(shop.workspace().id()));
    try (PostgresDecoding source =
        PostgresDecoding.connect(shop.mapped().database().resolve(System::getProperty))) {
      slots.forEach(source::dropSlot);
    }
  }

  private static void awaitTold(Shop shop, String... changes) {
    List<String> expected = List.of(changes);
    try {
      Await.until("told", () -> told(shop).containsAll(expected));
    } catch (AssertionError late) {
      assertThat(told(shop)).containsExactlyInAnyOrder(changes);
    }
    assertThat(told(shop)).containsExactlyInAnyOrder(changes);
  }

  private static List<String> told(Shop shop) {
    return Superuser.strings(
        "SELECT source || ' ' || key || ' ' || kind FROM change WHERE workspace = '%s'"
            .formatted(shop.workspace().id()));
  }

  private static List<String> owned(Shop shop) {
    return Superuser.strings(
        "SELECT slot FROM decoding WHERE workspace = '%s' AND leased_until > now()"
            .formatted(shop.workspace().id()));
  }

  private static int reconciled(Shop shop) {
    return Superuser.strings(
            "SELECT slot FROM decoding WHERE workspace = '%s' AND NOT reconcile"
                .formatted(shop.workspace().id()))
        .size();
  }

  QueueStatus queue(Shop shop) {
    return Drained.status(status, shop.workspace());
  }
}
