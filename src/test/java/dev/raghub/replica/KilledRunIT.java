package dev.raghub.replica;

import static org.assertj.core.api.Assertions.assertThat;

import dev.raghub.change.Await;
import dev.raghub.change.ShopDatabase;
import dev.raghub.ingest.RunStep;
import dev.raghub.rest.Client;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// `kill -9` of a gateway's process at each step of a full run: the other gateway goes on with it.
/// Runs after packaging, on what was packaged.
class KilledRunIT {
  private static final Fleet FLEET = new Fleet(Map.of("raghub.ingest.batch", "20"));

  @BeforeAll
  static void start() {
    FLEET.start(0, List.of());
    FLEET.start(1, List.of());
  }

  @AfterAll
  static void stop() {
    FLEET.close();
  }

  /// The first batches are of towns.
  @ParameterizedTest
  @CsvSource({
    "STARTED, 1",
    "MERGED, 1",
    "MERGED, 3",
    "ADVANCED, 1",
    "ADVANCED, 4",
    "SCANNED, 1",
    "SCANNED, 2",
    "DELETED, 1"
  })
  void isTakenOverAndEndsAsAFreshBuild(RunStep step, int times) throws Exception {
    Debugger debugger = Debugger.onAFreePort();
    FLEET.gateway(0).close();
    FLEET.start(0, debugger.options());
    Client admin = FLEET.admin(0);
    ShopDatabase shop = ShopDatabase.create();
    shop.sql("INSERT INTO town SELECT n, 'Town ' || n FROM generate_series(10, 109) AS n");
    Filled filled = Filled.from(shop, admin);
    shop.sql(
        "UPDATE town SET name = 'Changed ' || id WHERE id % 3 = 0",
        "DELETE FROM town WHERE id BETWEEN 60 AND 64",
        "INSERT INTO town SELECT n, 'Late ' || n FROM generate_series(200, 209) AS n",
        "UPDATE purchase SET note = 'Changed before the run.' WHERE id = 2");

    debugger.killAt(step, times, FLEET.gateway(0), () -> filled.run(admin));
    assertThat(FLEET.gateway(0).process().isAlive()).isFalse();
    Client other = FLEET.admin(1);
    Await.until("the other goes on", () -> filled.isAtRest(other));

    assertThat(filled.takeovers()).as("runs taken over").isPositive();
    assertThat(filled.runs("state = 'failed'")).isEmpty();
    FLEET.start(0, List.of());
    Same.asBuiltAnew(FLEET, filled);
    filled.erase(other);
  }
}
