package dev.raghub.change;

import static org.assertj.core.api.Assertions.assertThat;

import dev.raghub.GatewayServers;
import dev.raghub.Superuser;
import dev.raghub.index.Indexes;
import dev.raghub.ingest.Jobs;
import dev.raghub.ingest.PostgresRuns;
import dev.raghub.rest.Client;
import dev.raghub.source.PostgresSource;
import dev.raghub.source.PostgresTriggers;
import dev.raghub.source.TriggerPlan;
import dev.raghub.source.TriggerPlan.Told;
import dev.raghub.workspace.PostgresWorkspaces;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.IntConsumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// How long it takes until a change can be found, and what triggers cost those who write. It prints
/// what it measures and asserts nothing about it.
@QuarkusTest
@QuarkusTestResource(GatewayServers.class)
@TestProfile(Hooked.class)
class ChangeLatencyIT {
  private static final int CHANGES = Integer.getInteger("raghub.changes", 60);
  private static final int WRITES = Integer.getInteger("raghub.writes", 3_000);

  @Inject PostgresWorkspaces workspaces;
  @Inject PostgresChanges changes;
  @Inject ChangeWorkers workers;
  @Inject Indexes indexes;
  @Inject Jobs jobs;
  @Inject PostgresRuns runs;

  private Shop shop;

  @BeforeEach
  void fill() {
    shop = Shop.fresh(workspaces, "latency");
    Ingested.wait(jobs, runs, shop);
    Superuser.execute(
        "UPDATE run SET finished_at = now() - interval '1 day' WHERE workspace = '%s'"
            .formatted(shop.workspace().id()));
  }

  @AfterEach
  void close() {
    shop.close();
  }

  @Test
  void findsWhatTriggersTell() throws SQLException {
    try (PostgresTriggers triggers = connect()) {
      triggers.install(plan(), "", true);
    }
    try (Connection connection = source()) {
      measure("trigger", n -> write(connection, n));
    }
  }

  @Test
  void findsWhatIsToldDirectly() throws SQLException {
    try (Connection connection = source()) {
      measure(
          "told",
          n -> {
            write(connection, n);
            changes.enter(shop.workspace(), List.of(Shop.row("purchase", "1")));
            workers.wake(shop.workspace());
          });
    }
  }

  @Test
  void costsWritersWhatItCosts() throws SQLException {
    List<Told> plan = plan();
    try (Connection connection = source();
        PostgresTriggers triggers = connect()) {
      // Nobody takes from the queue meanwhile.
      shop.close();
      writes(connection);
      double without = writes(connection);
      triggers.install(plan, "", false);
      double quiet = writes(connection);
      triggers.install(plan, "", true);
      double notifying = writes(connection);
      System.out.printf(
          "MEASURED write: %.0f µs without triggers, %.0f with (x%.2f), %.0f with NOTIFY (x%.2f), %d writes each%n",
          without, quiet, quiet / without, notifying, notifying / without, WRITES);
    }
  }

  private void measure(String how, IntConsumer change) {
    List<Duration> took = new ArrayList<>();
    for (int n = 0; n < CHANGES + 5; n++) {
      int word = n;
      change.accept(word);
      Duration lag = Await.until("zebravox" + word, () -> found(word));
      if (n >= 5) {
        took.add(lag);
      }
    }
    Collections.sort(took);
    System.out.printf(
        "MEASURED %s: change to searchable p50 %d ms, p95 %d ms, max %d ms, %d changes%n",
        how,
        took.get(CHANGES / 2).toMillis(),
        took.get(CHANGES * 95 / 100).toMillis(),
        took.getLast().toMillis(),
        CHANGES);
    assertThat(took).hasSize(CHANGES);
  }

  private boolean found(int n) {
    return !indexes.lexical(shop.workspace(), "zebravox" + n, 5).isEmpty();
  }

  private static void write(Connection connection, int n) {
    try (PreparedStatement update =
        connection.prepareStatement("UPDATE purchase SET note = ? WHERE id = 1")) {
      update.setString(1, "The word is zebravox" + n + " today.");
      update.executeUpdate();
    } catch (SQLException refused) {
      throw new IllegalStateException(refused);
    }
  }

  /// Microseconds of a write that commits alone.
  private static double writes(Connection connection) {
    long started = System.nanoTime();
    for (int n = 0; n < WRITES; n++) {
      write(connection, n);
    }
    return (System.nanoTime() - started) / 1e3 / WRITES;
  }

  private Connection source() throws SQLException {
    return DriverManager.getConnection(
        Client.database(shop.database()),
        Client.setting("raghub.test.superuser"),
        Client.setting("raghub.test.superuser-password"));
  }

  private PostgresTriggers connect() {
    return PostgresTriggers.connect(shop.mapped().database().resolve(System::getProperty));
  }

  private List<Told> plan() {
    try (PostgresSource source =
        PostgresSource.connect(shop.mapped().database().resolve(System::getProperty))) {
      return TriggerPlan.of(shop.mapped(), source.catalog(shop.mapped()), shop.mapped().sources())
          .told();
    }
  }
}
