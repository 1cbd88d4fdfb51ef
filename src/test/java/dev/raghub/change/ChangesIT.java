package dev.raghub.change;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.raghub.GatewayServers;
import dev.raghub.Superuser;
import dev.raghub.corpus.Item;
import dev.raghub.corpus.ItemId;
import dev.raghub.corpus.PostgresCorpus;
import dev.raghub.fault.ErrorCode;
import dev.raghub.fault.RaghubException;
import dev.raghub.ingest.Jobs;
import dev.raghub.ingest.PostgresRuns;
import dev.raghub.source.RowChange;
import dev.raghub.workspace.Caller;
import dev.raghub.workspace.KeyLimits;
import dev.raghub.workspace.Labels;
import dev.raghub.workspace.PostgresWorkspaces;
import dev.raghub.workspace.Rights;
import dev.raghub.workspace.Role;
import dev.raghub.workspace.Workspace;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Changes that are told, one after the other.
@QuarkusTest
@QuarkusTestResource(GatewayServers.class)
@TestProfile(ByHand.class)
class ChangesIT {
  @Inject PostgresWorkspaces workspaces;
  @Inject PostgresChanges changes;
  @Inject PostgresQueue queue;
  @Inject PostgresQueueStatus status;
  @Inject PostgresDeadLetters dead;
  @Inject PostgresCorpus corpus;
  @Inject ChangeWorkers workers;
  @Inject Jobs jobs;
  @Inject PostgresRuns runs;

  private Shop shop;

  @BeforeEach
  void fill() {
    shop = Shop.fresh(workspaces, "changes");
    Ingested.wait(jobs, runs, shop);
  }

  @AfterEach
  void close() {
    shop.close();
  }

  @Test
  void readsTheNamedRowAgain() {
    shop.sql("UPDATE purchase SET note = 'A brass bell.' WHERE id = 1");
    tell(Shop.row("purchase", "1"));

    assertThat(body("purchase", "1")).contains("brass bell").contains("Li Wei, Ghent");
    assertThat(status.of(shop.workspace()).behind()).isZero();
  }

  @Test
  void believesTheDatabaseAndNotWhatWasTold() {
    shop.sql("DELETE FROM purchase WHERE id = 1");
    tell(Shop.row("purchase", "1"), new RowChange("purchase", "2", RowChange.Kind.DELETE));

    assertThat(find("purchase", "1")).isEmpty();
    assertThat(find("purchase", "2")).isPresent();
  }

  @Test
  void readsRowsAgainThatShowAChangedName() {
    shop.sql("UPDATE town SET name = 'Bruges' WHERE id = 1");
    tell(Shop.row("town", "1"));

    assertThat(body("customer", "1")).contains("Bruges").doesNotContain("Ghent");
    assertThat(body("purchase", "1")).contains("Li Wei, Bruges").doesNotContain("Ghent");
  }

  @Test
  void queuesARowOnceThatShowsAChangedNameAndIsToldToBeGone() {
    changes.enter(shop.workspace(), List.of(new RowChange("purchase", "1", RowChange.Kind.DELETE)));
    queue.claim(shop.workspace(), 10);
    changes.follow(shop.workspace(), List.of(ItemId.of("customer", "1")), List.of());
    assertThat(status.of(shop.workspace()).behind()).isEqualTo(1);
  }

  @Test
  void looksAtEveryRowOfATableThatWasEmptied() {
    shop.sql(
        "TRUNCATE purchase CASCADE", "INSERT INTO purchase VALUES (2, 'new', 'Rope again.', 2)");
    tell(RowChange.truncate("purchase"));

    assertThat(find("purchase", "1")).isEmpty();
    assertThat(body("purchase", "2")).contains("Rope again");
  }

  @Test
  void readsOnceMoreWhatIsToldWhileItIsRead() {
    changes.enter(shop.workspace(), List.of(Shop.row("purchase", "1")));
    List<Claim> claims = queue.claim(shop.workspace(), 10);
    changes.enter(shop.workspace(), List.of(Shop.row("purchase", "1")));

    assertThat(queue.claim(shop.workspace(), 10)).as("one at a time").isEmpty();
    queue.end(shop.workspace(), claims);
    assertThat(queue.claim(shop.workspace(), 10))
        .extracting(Claim::version)
        .containsExactly(claims.getFirst().version() + 1);
  }

  @Test
  void letsNobodyApplyOrEndWhatAnotherHasTakenOver() {
    changes.enter(shop.workspace(), List.of(Shop.row("purchase", "1")));
    List<Claim> slow = queue.claim(shop.workspace(), 10);
    loseLeases();
    List<Claim> quick = queue.claim(shop.workspace(), 10);

    queue.end(shop.workspace(), slow);
    assertThat(status.of(shop.workspace()).behind()).isEqualTo(1);
    queue.end(shop.workspace(), quick);
    assertThat(status.of(shop.workspace()).behind()).isZero();
  }

  @Test
  void letsNobodyEndWhatWasToldAfterAnotherHadEndedHisWork() {
    changes.enter(shop.workspace(), List.of(Shop.row("purchase", "1")));
    List<Claim> slow = queue.claim(shop.workspace(), 10);
    loseLeases();
    queue.end(shop.workspace(), queue.claim(shop.workspace(), 10));
    changes.enter(shop.workspace(), List.of(Shop.row("purchase", "1")));
    List<Claim> next = queue.claim(shop.workspace(), 10);

    queue.end(shop.workspace(), slow);
    assertThat(status.of(shop.workspace()).behind()).isEqualTo(1);
    queue.end(shop.workspace(), next);
    assertThat(status.of(shop.workspace()).behind()).isZero();
  }

  @Test
  void takesALabelFromTheRowAndKeepsItWhenTheRowChanges() {
    assertThat(corpus.find(outsider(), ItemId.of("purchase", "1"))).isPresent();
    shop.sql("UPDATE purchase SET secrecy = 'hr' WHERE id = 1");
    tell(Shop.row("purchase", "1"));
    assertThat(corpus.find(outsider(), ItemId.of("purchase", "1"))).isEmpty();

    shop.sql("UPDATE purchase SET note = 'A bell.' WHERE id = 1");
    tell(Shop.row("purchase", "1"));
    assertThat(body("purchase", "1")).contains("A bell.");
    assertThat(corpus.find(outsider(), ItemId.of("purchase", "1"))).isEmpty();

    shop.sql("UPDATE town SET name = 'Bruges' WHERE id = 1");
    tell(Shop.row("town", "1"));
    assertThat(body("purchase", "1")).contains("Bruges");
    assertThat(corpus.find(outsider(), ItemId.of("purchase", "1"))).isEmpty();

    shop.sql("UPDATE purchase SET secrecy = NULL WHERE id = 1");
    tell(Shop.row("purchase", "1"));
    assertThat(corpus.find(outsider(), ItemId.of("purchase", "1"))).isPresent();
  }

  @Test
  void givesARowUpThatCannotBeTakenInAndTakesThoseAroundIt() {
    shop.sql("UPDATE purchase SET note = repeat('x', 2000001) WHERE id = 1");
    shop.sql("UPDATE purchase SET note = 'A knot.' WHERE id = 2");
    tell(Shop.row("purchase", "1"), Shop.row("purchase", "2"));

    assertThat(body("purchase", "2")).contains("A knot");
    assertThat(dead.list(shop.workspace(), Optional.empty(), 10))
        .extracting(DeadLetter::key, DeadLetter::code)
        .containsExactly(tuple("1", "document-too-large"));
    assertThat(dead.list(shop.workspace(), Optional.of("town"), 10)).isEmpty();
    assertThat(body("purchase", "1")).contains("lantern");

    shop.sql("UPDATE purchase SET note = 'Short.' WHERE id = 1");
    assertThat(dead.retry(shop.workspace(), Optional.of("purchase"), Optional.of("1"))).isOne();
    workers.drain(shop.workspace());
    assertThat(body("purchase", "1")).contains("Short.");
    assertThat(status.of(shop.workspace()).dead()).isZero();
  }

  @Test
  void forgetsADeadLetterWhenItsRowIsTakenInAfterAll() {
    shop.sql("UPDATE purchase SET note = repeat('x', 2000001) WHERE id = 1");
    tell(Shop.row("purchase", "1"));
    assertThat(status.of(shop.workspace()).dead()).isOne();

    shop.sql("UPDATE purchase SET note = 'Short.' WHERE id = 1");
    tell(Shop.row("purchase", "1"));

    assertThat(status.of(shop.workspace()).dead()).isZero();
  }

  @Test
  void givesUpWhatNoSourceHas() {
    tell(Shop.row("nothing", "1"));

    assertThat(dead.list(shop.workspace(), Optional.empty(), 10))
        .extracting(DeadLetter::source, DeadLetter::code)
        .containsExactly(tuple("nothing", "not-found"));
    assertThat(dead.drop(shop.workspace(), Optional.empty(), Optional.empty())).isOne();
    assertThat(status.of(shop.workspace()).dead()).isZero();
  }

  @Test
  void takesATextThatIsNoKeyForARowThatIsNotThere() {
    shop.sql("UPDATE purchase SET note = 'A knot.' WHERE id = 2");
    tell(Shop.row("purchase", "none"), Shop.row("purchase", "2"));

    assertThat(body("purchase", "2")).contains("A knot");
    assertThat(status.of(shop.workspace()).dead()).isZero();
  }

  @Test
  void takesARowUnderItsOwnKey() {
    shop.sql("UPDATE purchase SET note = 'A knot.' WHERE id = 2");
    tell(Shop.row("purchase", "002"));

    assertThat(body("purchase", "2")).contains("A knot");
    assertThat(find("purchase", "002")).isEmpty();
  }

  @Test
  void keepsChangesForASourceThatIsAway() {
    shop.sql("ALTER TABLE purchase RENAME TO bought");
    tell(Shop.row("purchase", "1"));

    QueueStatus waiting = status.of(shop.workspace());
    assertThat(waiting.behind()).isOne();
    assertThat(waiting.dead()).isZero();
    assertThat(waiting.sources().getFirst().reason()).contains("source-changed");

    shop.sql(
        "ALTER TABLE bought RENAME TO purchase", "UPDATE purchase SET note = 'Back.' WHERE id = 1");
    makeDue();
    workers.drain(shop.workspace());
    assertThat(body("purchase", "1")).contains("Back.");
    assertThat(status.of(shop.workspace()).behind()).isZero();
  }

  @Test
  void doesNotLetASourceThatIsAwayKeepOthersWaiting() {
    shop.sql("ALTER TABLE tag RENAME TO label", "UPDATE town SET name = 'Bruges' WHERE id = 1");
    changes.enter(
        shop.workspace(),
        IntStream.range(0, 59).mapToObj(n -> Shop.row("purchase", "" + n)).toList());
    changes.enter(shop.workspace(), List.of(Shop.row("town", "1")));

    assertThat(workers.drain(shop.workspace())).as("one batch, not each row").isLessThan(59);
    assertThat(body("town", "1")).contains("Bruges");
    assertThat(status.of(shop.workspace()).sources())
        .extracting(QueueStatus.Source::source, QueueStatus.Source::paused)
        .contains(tuple("purchase", false));
  }

  @Test
  void comesToAnEndBesideARunWhereRowsReferToEachOther() {
    shop.sql("UPDATE customer SET partner_id = 3 - id");
    tell(Shop.row("customer", "1"), Shop.row("customer", "2"));
    startRun();
    shop.sql("UPDATE customer SET name = 'Li Wen' WHERE id = 1");
    changes.enter(shop.workspace(), List.of(Shop.row("customer", "1")));
    int beside = workers.drain(shop.workspace());
    assertThat(body("customer", "2")).contains("Li Wen");
    endRun("now()");
    int after = workers.drain(shop.workspace());

    assertThat(beside).isLessThan(10);
    assertThat(after).isLessThan(10);
    assertThat(status.of(shop.workspace()).confirming()).isZero();
    assertThat(status.of(shop.workspace()).behind()).isZero();
  }

  @Test
  void letsAPausedSourceWaitAndOthersPass() {
    status.pause(shop.workspace(), "purchase");
    shop.sql(
        "UPDATE purchase SET note = 'A knot.' WHERE id = 2",
        "UPDATE tag SET name = 'Soft' WHERE code = 'b'");
    tell(Shop.row("purchase", "2"), Shop.row("tag", "b"));

    assertThat(body("tag", "b")).contains("Soft");
    assertThat(body("purchase", "2")).contains("Rope").contains("Urgent");
    assertThat(status.of(shop.workspace()).sources())
        .filteredOn(QueueStatus.Source::paused)
        .extracting(QueueStatus.Source::source)
        .containsExactly("purchase");

    status.resume(shop.workspace(), "purchase");
    workers.drain(shop.workspace());
    assertThat(body("purchase", "2")).contains("A knot").contains("Soft");
  }

  @Test
  void refusesOneMoreThanTheQueueTakes() {
    changes.enter(shop.workspace(), rows(60));

    assertThatThrownBy(() -> changes.enter(shop.workspace(), rows(1)))
        .isInstanceOfSatisfying(
            RaghubException.class,
            full -> {
              assertThat(full.code()).isEqualTo(ErrorCode.QUEUE_FULL);
              assertThat(full.retryAfter()).isPresent();
            });
    assertThat(status.of(shop.workspace()).behind()).isEqualTo(60);
  }

  @Test
  void readsOnceMoreAfterARunThatOverlapped() {
    startRun();
    shop.sql("UPDATE purchase SET note = 'A knot.' WHERE id = 2");
    tell(Shop.row("purchase", "2"));

    assertThat(body("purchase", "2")).contains("A knot");
    QueueStatus during = status.of(shop.workspace());
    assertThat(during.behind()).isZero();
    assertThat(during.confirming()).isPositive();
    assertThat(queue.claim(shop.workspace(), 10)).isEmpty();

    endRun("now() - interval '1 hour'");
    workers.drain(shop.workspace());
    assertThat(status.of(shop.workspace()).confirming()).isZero();
  }

  @Test
  void mergesNothingTwice() {
    tell(Shop.row("purchase", "1"), Shop.row("purchase", "2"));
    long version = find("purchase", "1").orElseThrow().version();
    tell(Shop.row("purchase", "1"));
    assertThat(find("purchase", "1").orElseThrow().version()).isEqualTo(version).isEqualTo(1);
  }

  private void tell(RowChange... told) {
    changes.enter(shop.workspace(), List.of(told));
    workers.drain(shop.workspace());
  }

  /// The same workspace as somebody without labels sees it.
  private Workspace outsider() {
    Caller caller =
        new Caller(
            "outsider",
            Set.of(Role.QUERY),
            Optional.empty(),
            KeyLimits.NONE,
            new Rights(Optional.of(Labels.NONE)));
    return workspaces.enter(caller, Optional.of(shop.workspace().id().value()));
  }

  private static List<RowChange> rows(int count) {
    return IntStream.range(0, count)
        .mapToObj(n -> Shop.row("purchase", "many-" + count + "-" + n))
        .toList();
  }

  private void loseLeases() {
    Superuser.execute(
        "UPDATE change SET leased_until = now() - interval '1 second' WHERE workspace = '%s'"
            .formatted(shop.workspace().id()));
  }

  private void startRun() {
    Superuser.execute(
        "INSERT INTO run (workspace, job, source, state, created_at, beat_at) VALUES ('%s', gen_random_uuid(), 'purchase', 'running', now(), now() + interval '1 hour')"
            .formatted(shop.workspace().id()));
  }

  private void endRun(String when) {
    Superuser.execute(
        "UPDATE run SET state = 'finished', finished_at = %s WHERE workspace = '%s' AND state = 'running'"
            .formatted(when, shop.workspace().id()));
  }

  private void makeDue() {
    Superuser.execute(
        "UPDATE paused_source SET until = now() - interval '1 second' WHERE until IS NOT NULL AND workspace = '%s'"
            .formatted(shop.workspace().id()));
    Superuser.execute(
        "UPDATE change SET next_attempt_at = now() - interval '1 second' WHERE workspace = '%s'"
            .formatted(shop.workspace().id()));
  }

  private Optional<Item> find(String source, String key) {
    return corpus.find(shop.workspace(), ItemId.of(source, key));
  }

  private String body(String source, String key) {
    return find(source, key).map(Item::body).orElse("");
  }
}
