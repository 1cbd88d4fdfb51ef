package dev.raghub.change;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.raghub.GatewayServers;
import dev.raghub.Superuser;
import dev.raghub.corpus.Item;
import dev.raghub.corpus.ItemId;
import dev.raghub.corpus.PostgresCorpus;
import dev.raghub.fault.RaghubException;
import dev.raghub.ingest.Jobs;
import dev.raghub.ingest.MappingFolder;
import dev.raghub.ingest.PostgresRuns;
import dev.raghub.source.RowChange;
import dev.raghub.workspace.PostgresWorkspaces;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Sources, and rows in them, that cannot be read.
@QuarkusTest
@QuarkusTestResource(GatewayServers.class)
@TestProfile(ByHand.class)
class BrokenSourceIT {
  @Inject PostgresWorkspaces workspaces;
  @Inject PostgresChanges changes;
  @Inject PostgresQueue queue;
  @Inject PostgresDeadLetters dead;
  @Inject PostgresCorpus corpus;
  @Inject ChangeWorkers workers;
  @Inject MappingFolder mappings;
  @Inject Jobs jobs;
  @Inject PostgresRuns runs;

  private Shop shop;

  @BeforeEach
  void fillFromAView() throws IOException {
    shop = Shop.fresh(workspaces, "broken");
    shop.sql(
        "CREATE VIEW weighed AS SELECT id, name, level AS weight, 12 / length(name) AS share FROM customer");
    Files.writeString(
        shop.mapping(),
        "  - {name: weighed, table: weighed, key: [id], title: [name], columns: [name, weight, share]}\n",
        StandardOpenOption.APPEND);
    Ingested.wait(jobs, runs, shop);
  }

  @AfterEach
  void close() {
    shop.close();
  }

  @Test
  void keepsNoOtherSourceWaiting() {
    shop.sql(
        "ALTER TABLE purchase RENAME COLUMN status TO state",
        "UPDATE town SET name = 'Bruges' WHERE id = 1");

    tell(Shop.row("purchase", "1"), Shop.row("town", "1"));

    assertThat(body("town", "1")).contains("Bruges");
    assertThat(body("purchase", "1")).contains("lantern");
  }

  @Test
  void givesTheRowUpThatCannotBeReadAndKeepsWhatIsStoredOfIt() {
    shop.sql("UPDATE customer SET name = '' WHERE id = 1");
    shop.sql("UPDATE customer SET name = 'Runa Berg' WHERE id = 2");

    tell(Shop.row("weighed", "1"), Shop.row("weighed", "2"));

    assertThat(body("weighed", "1")).contains("Li Wei");
    assertThat(body("weighed", "2")).contains("Runa Berg");
    assertThat(dead.list(shop.workspace(), Optional.empty(), 10))
        .extracting(DeadLetter::key, DeadLetter::code)
        .containsExactly(tuple("1", "row-unreadable"));
  }

  @Test
  void takesARowForGoneOnlyWhereItsKeyIsNone() {
    shop.sql(
        "CREATE OR REPLACE VIEW weighed AS SELECT id, name, CAST(CAST(level AS int) AS text) AS weight, 1 AS share FROM customer");

    tell(Shop.row("weighed", "1"), Shop.row("weighed", "no number"));

    assertThat(body("weighed", "1")).contains("Li Wei");
    assertThat(dead.list(shop.workspace(), Optional.empty(), 10))
        .extracting(DeadLetter::key)
        .containsExactly("1");
  }

  @Test
  void tellsThoseWhoShowItsNameWhenARenamedRowIsGivenUp() {
    changes.enter(shop.workspace(), List.of(Shop.row("customer", "1")));
    List<Claim> claims = queue.claim(shop.workspace(), 10);
    queue.noteRenamed(shop.workspace(), claims);
    shop.sql("UPDATE customer SET name = 'Li Wen', level = repeat('x', 2000001) WHERE id = 1");
    loseLeases();

    workers.drain(shop.workspace());

    assertThat(dead.list(shop.workspace(), Optional.empty(), 10))
        .extracting(DeadLetter::key)
        .containsExactly("1");
    assertThat(body("purchase", "1")).contains("Li Wen");
  }

  @Test
  void leavesTheDeadLetterOfWhoHasTakenOver() {
    changes.enter(shop.workspace(), List.of(Shop.row("town", "1")));
    List<Claim> slow = queue.claim(shop.workspace(), 10);
    loseLeases();
    Claim quick = queue.claim(shop.workspace(), 10).getFirst();
    dead.bury(shop.workspace(), quick, "row-unreadable", "");

    queue.end(shop.workspace(), slow);

    assertThat(dead.list(shop.workspace(), Optional.empty(), 10)).hasSize(1);
  }

  @Test
  void refusesTwoMappingsThatReadOneLog() throws IOException {
    shop.decode();
    Path second = shop.mapping().resolveSibling(shop.workspace().id() + "-2.yaml");
    Files.writeString(
        second, Files.readString(shop.mapping()).replace("- name: ", "- name: second_"));
    try {
      assertThatThrownBy(() -> mappings.of(shop.workspace().id()))
          .isInstanceOf(RaghubException.class)
          .hasMessageContaining("write their sources into one");
    } finally {
      Files.delete(second);
    }
    assertThat(mappings.of(shop.workspace().id())).hasSize(1);
  }

  private void loseLeases() {
    Superuser.execute(
        "UPDATE change SET leased_until = now() - interval '1 second' WHERE workspace = '%s'"
            .formatted(shop.workspace().id()));
  }

  private void tell(RowChange... rows) {
    changes.enter(shop.workspace(), List.of(rows));
    workers.drain(shop.workspace());
  }

  private String body(String source, String key) {
    return corpus.find(shop.workspace(), ItemId.of(source, key)).map(Item::body).orElse("");
  }
}
