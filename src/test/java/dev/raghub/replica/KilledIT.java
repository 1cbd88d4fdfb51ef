package dev.raghub.replica;

import static org.assertj.core.api.Assertions.assertThat;

import dev.raghub.GatewayProcess;
import dev.raghub.change.Await;
import dev.raghub.change.ShopDatabase;
import dev.raghub.change.Step;
import dev.raghub.rest.Client;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// `kill -9` of a gateway's process at each step of a change. Runs after packaging, on what was
/// packaged.
class KilledIT {
  private static final Fleet FLEET = new Fleet(Map.of());

  /// The one that is killed next.
  private static Debugger debugger = new Debugger(0);

  @BeforeAll
  static void start() throws IOException {
    debugger = Debugger.onAFreePort();
    FLEET.start(0, debugger.options());
  }

  @AfterAll
  static void stop() {
    FLEET.close();
  }

  @ParameterizedTest
  @EnumSource
  void losesAndDoublesNothing(Step step) throws Exception {
    GatewayProcess gateway = FLEET.gateway(0);
    ShopDatabase shop = ShopDatabase.create();
    Filled filled = Filled.from(shop, FLEET.admin(0));
    filled.installTriggers();

    debugger.killAt(step, gateway, () -> edit(shop));
    assertThat(gateway.process().isAlive()).isFalse();
    start();
    Client admin = FLEET.admin(0);
    Await.until("killed at " + step, () -> filled.isSettled(admin));

    Filled built = Filled.from(shop, admin);
    assertThat(filled.tables()).containsExactlyElementsOf(built.tables());
    assertThat(filled.indexes(admin, FLEET.indexes(0)))
        .containsExactlyElementsOf(built.indexes(admin, FLEET.indexes(0)));
    filled.erase(admin);
    built.erase(admin);
  }

  private static void edit(ShopDatabase shop) {
    shop.sql(
        "UPDATE town SET name = 'Bruges' WHERE id = 1",
        "UPDATE purchase SET note = 'Told.' WHERE id = 2",
        "INSERT INTO purchase VALUES (3, 'new', 'Tar and feathers.', 1)",
        "UPDATE customer SET id = 7 WHERE id = 2",
        "DELETE FROM tag WHERE code = 'b'",
        "TRUNCATE purchase_tag");
  }
}
