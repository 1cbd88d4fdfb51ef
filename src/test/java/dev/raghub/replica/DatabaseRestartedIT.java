package dev.raghub.replica;

import static org.assertj.core.api.Assertions.assertThat;

import dev.raghub.change.Await;
import dev.raghub.change.ShopDatabase;
import dev.raghub.embedded.RestartedPostgres;
import dev.raghub.embedded.RestartedPostgres.End;
import dev.raghub.rest.Client;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// PostgreSQL is ended and started again, that of raghub or that of the source, while triggers and
/// webhooks tell and a run is at work: gateways come back by themselves, and nothing is lost. Runs
/// after packaging, on what was packaged.
class DatabaseRestartedIT {
  private static final Logger LOG = Logger.getLogger(DatabaseRestartedIT.class);
  private static final int REPLICAS = 2;
  private static final String PASSWORD = "only-on-loopback";

  private static RestartedPostgres own;
  private static RestartedPostgres source;
  private static Fleet fleet;

  @BeforeAll
  static void start() throws IOException {
    Path target = Files.createDirectories(Path.of("target").toAbsolutePath());
    own = RestartedPostgres.start(Files.createTempDirectory(target, "own-"), PASSWORD);
    source = RestartedPostgres.start(Files.createTempDirectory(target, "source-"), PASSWORD);
    fleet = new Fleet(settings());
    IntStream.range(0, REPLICAS).forEach(place -> fleet.start(place, List.of()));
  }

  private static Map<String, String> settings() {
    Map<String, String> settings =
        new HashMap<>(
            Load.settings(
                Arrays.stream(End.values())
                    .flatMap(how -> List.of(name("own", how), name("source", how)).stream())
                    .toList()));
    settings.putAll(own.settings());
    settings.put("raghub.test.sources", source.jdbcUrl("postgres"));
    return settings;
  }

  @AfterAll
  static void stop() {
    if (fleet != null) {
      fleet.close();
    }
    own.close();
    source.close();
  }

  @ParameterizedTest
  @EnumSource
  void losesNothingOverARestartOfItsOwnDatabase(End how) {
    Filled filled = filled(name("own", how));
    Sender sender = new Sender(fleet);
    try (Load load = new Load(filled, sender, sender)) {
      begin(load, filled);
      own.end(how);
      awaitReadiness(503);
      sender.awaitAnother(Sender.UNAVAILABLE);
      own.startAgain();
      awaitReadiness(200);
      end(load, sender, how);
    }
    assertNothingIsLost(filled, sender);
    assertThat(filled.runs("state = 'failed'")).as("runs that failed").isEmpty();
    assertThat(filled.takeovers()).as("runs that were gone on with").isPositive();
    filled.erase(fleet.admin(0));
  }

  /// A run that reads fails, as whoever started it can see; the changes are read again.
  @ParameterizedTest
  @EnumSource
  void losesNothingOverARestartOfTheSource(End how) {
    Filled filled = filled(name("source", how));
    Sender sender = new Sender(fleet);
    try (Load load = new Load(filled, sender, sender)) {
      begin(load, filled);
      source.end(how);
      sender.awaitAnother(Sender.SERVED);
      awaitReadiness(200);
      source.startAgain();
      end(load, sender, how);
    }
    Await.until("the run has ended", () -> filled.runs("state = 'running'").isEmpty());
    filled.startRun(fleet.admin(1));
    assertNothingIsLost(filled, sender);
    assertThat(sender.outcomes()).containsOnlyKeys(Sender.SERVED);
    filled.erase(fleet.admin(0));
  }

  private static Filled filled(String workspace) {
    ShopDatabase shop = ShopDatabase.create();
    Load.fill(shop);
    Filled filled = Filled.named(workspace, shop, fleet.admin(0));
    filled.installTriggers();
    return filled;
  }

  private static void begin(Load load, Filled filled) {
    load.begin(new Random(1));
    load.goOn();
    load.change("While a database goes");
    filled.startRun(fleet.admin(0));
  }

  private static void end(Load load, Sender sender, End how) {
    load.goOn();
    load.end();
    LOG.infof("MEASURED %s: %s, senders' answers %s", how, load.figures(), sender.outcomes());
  }

  private static void assertNothingIsLost(Filled filled, Sender sender) {
    Client admin = fleet.admin(0);
    Await.until("all is applied", () -> filled.isSettled(admin));
    assertThat(sender.wrong()).isEmpty();
    for (int place = 0; place < REPLICAS; place++) {
      assertThat(fleet.gateway(place).process().isAlive()).isTrue();
    }
    Same.asBuiltAnew(fleet, filled);
    assertThat(filled.deadLetters(admin)).isEqualTo("[]");
  }

  private static void awaitReadiness(int status) {
    for (int place = 0; place < REPLICAS; place++) {
      Client gateway = fleet.admin(place).withoutKey();
      Await.until(
          "readiness is " + status,
          () -> gateway.get("/q/health/ready", Optional.empty()).status() == status);
    }
  }

  private static String name(String which, End how) {
    return which + "-" + how.name().toLowerCase(Locale.ROOT);
  }
}
