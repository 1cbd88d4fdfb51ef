package dev.raghub.replica;

import static org.assertj.core.api.Assertions.assertThat;

import dev.raghub.GatewayProcess;
import dev.raghub.change.Await;
import dev.raghub.change.ShopDatabase;
import dev.raghub.rest.Client;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Three gateways that are stopped in order and started again one after the other, while rows are
/// written, told and asked for. Questions come by a balancer that looks who is ready, and all are
/// answered; webhooks come past it, and where one is not taken it is sent to the next gateway.
/// Nothing is lost. Runs after packaging, on what was packaged.
class RollingRestartIT {
  private static final Logger LOG = Logger.getLogger(RollingRestartIT.class);
  private static final int REPLICAS = 3;
  private static final String WORKSPACE = "restarted";
  private static final Fleet FLEET = new Fleet(settings());

  /// The balancer has longer to look away than a busy machine may keep it from looking.
  private static Map<String, String> settings() {
    Map<String, String> settings = new HashMap<>(Load.settings(List.of(WORKSPACE)));
    settings.put("raghub.shutdown.delay", "6s");
    return settings;
  }

  @BeforeAll
  static void start() {
    IntStream.range(0, REPLICAS).forEach(place -> FLEET.start(place, List.of()));
  }

  @AfterAll
  static void stop() {
    FLEET.close();
  }

  @Test
  void servesEverybodyAndLosesNothing() {
    ShopDatabase shop = ShopDatabase.create();
    Load.fill(shop);
    Filled filled = Filled.named(WORKSPACE, shop, FLEET.admin(0));
    filled.installTriggers();
    List<Integer> ends = new ArrayList<>();
    Sender teller = new Sender(FLEET);
    try (Balancer balancer = new Balancer(FLEET)) {
      Sender asker = balancer.sender();
      try (Load load = new Load(filled, teller, asker)) {
        load.begin(new Random(1));
        for (int place = 0; place < REPLICAS; place++) {
          load.goOn();
          load.change("In turn " + place);
          filled.startRun(FLEET.admin(place));
          ends.add(restart(place));
        }
        load.goOn();
        load.end();
        LOG.infof(
            "MEASURED %s; webhooks %s; questions %s",
            load.figures(), teller.outcomes(), asker.outcomes());
      }
      assertThat(asker.outcomes()).as("questions").containsOnlyKeys(Sender.SERVED);
    }

    Client admin = FLEET.admin(0);
    Await.until("all is applied", () -> filled.isSettled(admin));
    assertThat(teller.wrong()).isEmpty();
    assertThat(teller.outcomes()).doesNotContainKey(Sender.NOBODY);
    assertThat(ends).containsOnly(143);
    assertThat(filled.takeovers()).as("runs that another gateway went on with").isPositive();
    assertThat(filled.runs("state = 'failed'")).isEmpty();
    Same.asBuiltAnew(FLEET, filled);
    assertThat(filled.deadLetters(admin)).isEqualTo("[]");
    assertThat(FLEET.errors()).isEmpty();
  }

  /// Returns the exit code.
  private static int restart(int place) {
    GatewayProcess gateway = FLEET.gateway(place);
    gateway.close();
    FLEET.start(place, List.of());
    return gateway.process().exitValue();
  }
}
