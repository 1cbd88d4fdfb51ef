package dev.raghub.replica;

import static org.assertj.core.api.Assertions.assertThat;

import dev.raghub.broker.Brokers;
import dev.raghub.broker.KafkaMessages;
import dev.raghub.broker.KafkaServer;
import dev.raghub.broker.Messages;
import dev.raghub.broker.RabbitMessages;
import dev.raghub.broker.RabbitServer;
import dev.raghub.change.Await;
import dev.raghub.change.ShopDatabase;
import dev.raghub.embedded.RestartedPostgres;
import dev.raghub.embedded.RestartedPostgres.End;
import dev.raghub.rest.Client;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// A broker tells of a change while PostgreSQL is away: the message waits, is taken once when the
/// database is back, and is no dead letter. Runs after packaging, on what was packaged.
class ToldWhileAwayIT {
  private static final String PASSWORD = "only-on-loopback";
  private static final KafkaServer KAFKA = new KafkaServer();
  private static final RabbitServer RABBIT = new RabbitServer();

  private static RestartedPostgres postgres;
  private static Fleet fleet;

  @BeforeAll
  static void start() throws IOException {
    Brokers.require("kafka", KafkaServer.isThere());
    Brokers.require("rabbitmq", RabbitServer.isThere());
    Path target = Files.createDirectories(Path.of("target").toAbsolutePath());
    postgres = RestartedPostgres.start(Files.createTempDirectory(target, "away-"), PASSWORD);
    Map<String, String> settings = new HashMap<>(KAFKA.start());
    settings.putAll(RABBIT.start());
    settings.put("raghub.kafka.workspaces", "kafka-away");
    settings.put("raghub.rabbitmq.workspaces", "rabbitmq-away");
    settings.putAll(postgres.settings());
    fleet = new Fleet(settings);
    fleet.start(0, List.of());
  }

  @AfterAll
  static void stop() {
    if (fleet != null) {
      fleet.close();
    }
    KAFKA.stop();
    RABBIT.stop();
    if (postgres != null) {
      postgres.close();
    }
  }

  @Test
  void takesTheMessageOfKafkaWhenTheDatabaseIsBack() {
    try (Messages messages = new KafkaMessages(KAFKA)) {
      takesItWhenTheDatabaseIsBack("kafka", messages);
    }
  }

  @Test
  void takesTheMessageOfRabbitWhenTheDatabaseIsBack() {
    try (Messages messages = new RabbitMessages(RABBIT)) {
      takesItWhenTheDatabaseIsBack("rabbitmq", messages);
    }
  }

  private static void takesItWhenTheDatabaseIsBack(String broker, Messages messages) {
    Client admin = fleet.admin(0);
    String of = "broker=\"" + broker + "\"";
    ShopDatabase shop = ShopDatabase.create();
    Filled filled = Filled.named(broker + "-away", shop, admin);
    shop.sql("UPDATE purchase SET note = 'Told while away.' WHERE id = 2");

    postgres.end(End.KILLED);
    messages.send(Messages.naming(filled.workspace(), "2"));
    Await.until("it waits", () -> admin.counter("raghub_broker_waits_total", of) > 0);
    assertThat(admin.counter("raghub_broker_total", of)).isZero();
    postgres.startAgain();

    Await.until("it is taken", () -> admin.counter("raghub_broker_total", of) > 0);
    Await.until("it is applied", () -> filled.isAtRest(admin));
    Filled built = Filled.from(shop, admin);
    assertThat(filled.tables()).anyMatch(row -> row.contains("Told while away."));
    assertThat(filled.tables()).containsExactlyElementsOf(built.tables());
    assertThat(admin.counter("raghub_broker_total", of)).isEqualTo(1);
    assertThat(messages.dead()).isEmpty();
  }
}
