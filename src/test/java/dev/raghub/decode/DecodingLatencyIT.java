package dev.raghub.decode;

import static org.assertj.core.api.Assertions.assertThat;

import dev.raghub.GatewayServers;
import dev.raghub.Superuser;
import dev.raghub.change.Await;
import dev.raghub.change.Shop;
import dev.raghub.index.Indexes;
import dev.raghub.workspace.PostgresWorkspaces;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/// How long it takes until a change that is read from the log can be found. It prints what it
/// measures and asserts nothing about it.
@QuarkusTest
@QuarkusTestResource(GatewayServers.class)
@TestProfile(Streamed.class)
class DecodingLatencyIT {
  private static final int CHANGES = Integer.getInteger("raghub.changes", 60);

  @Inject PostgresWorkspaces workspaces;
  @Inject Indexes indexes;

  @Test
  void findsWhatTheLogTells() {
    Shop shop = Shop.fresh(workspaces, "latency");
    shop.decode();
    Await.until("reconciled", () -> reconciled(shop));
    List<Duration> took = new ArrayList<>();
    for (int n = 0; n < CHANGES + 5; n++) {
      String word = "zebravox" + n;
      // As in production: else the log is written every 200 ms.
      shop.sql(
          "SET synchronous_commit = on",
          "UPDATE purchase SET note = 'The word is %s today.' WHERE id = 1".formatted(word));
      Duration lag = Await.until(word, () -> !indexes.lexical(shop.workspace(), word, 5).isEmpty());
      if (n >= 5) {
        took.add(lag);
      }
    }
    shop.close();
    Collections.sort(took);
    System.out.printf(
        "MEASURED decoding: change to searchable p50 %d ms, p95 %d ms, max %d ms, %d changes%n",
        took.get(CHANGES / 2).toMillis(),
        took.get(CHANGES * 95 / 100).toMillis(),
        took.getLast().toMillis(),
        CHANGES);
    assertThat(took).hasSize(CHANGES);
  }

  private static boolean reconciled(Shop shop) {
    return !Superuser.strings(
            "SELECT slot FROM decoding WHERE workspace = '%s' AND NOT reconcile"
                .formatted(shop.workspace().id()))
        .isEmpty();
  }
}
