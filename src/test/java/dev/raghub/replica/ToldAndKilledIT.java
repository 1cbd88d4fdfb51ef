package dev.raghub.replica;

import static org.assertj.core.api.Assertions.assertThat;

import dev.raghub.GatewayProcess;
import dev.raghub.broker.Brokers;
import dev.raghub.broker.KafkaMessages;
import dev.raghub.broker.KafkaServer;
import dev.raghub.broker.Messages;
import dev.raghub.broker.RabbitMessages;
import dev.raghub.broker.RabbitServer;
import dev.raghub.change.Await;
import dev.raghub.change.ShopDatabase;
import dev.raghub.rest.Client;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// `kill -9` of a gateway's process between a broker's message and its acknowledgement: taken and
/// not in our queue; committed there and not acknowledged. Runs after packaging, on what was
/// packaged.
class ToldAndKilledIT {
  private static final KafkaServer KAFKA = new KafkaServer();
  private static final RabbitServer RABBIT = new RabbitServer();

  private static Fleet fleet;

  @BeforeAll
  static void start() {
    Brokers.require("kafka", KafkaServer.isThere());
    Brokers.require("rabbitmq", RabbitServer.isThere());
    String workspaces = "kafka-enter,kafka-saw,rabbitmq-enter,rabbitmq-saw";
    Map<String, String> settings = new HashMap<>(KAFKA.start());
    settings.putAll(RABBIT.start());
    settings.put("raghub.kafka.workspaces", workspaces);
    settings.put("raghub.rabbitmq.workspaces", workspaces);
    fleet = new Fleet(settings);
  }

  @AfterAll
  static void stop() {
    if (fleet != null) {
      fleet.close();
    }
    KAFKA.stop();
    RABBIT.stop();
  }

  @ParameterizedTest
  @CsvSource({"dev.raghub.change.PostgresChanges, enter", "dev.raghub.broker.Intake, saw"})
  void getsTheMessageAgainFromKafka(String type, String method) throws Exception {
    try (Messages messages = new KafkaMessages(KAFKA)) {
      killedIn(type, method, "kafka-" + method, messages);
    }
  }

  @ParameterizedTest
  @CsvSource({"dev.raghub.change.PostgresChanges, enter", "dev.raghub.broker.Intake, saw"})
  void getsTheMessageAgainFromRabbit(String type, String method) throws Exception {
    try (Messages messages = new RabbitMessages(RABBIT)) {
      killedIn(type, method, "rabbitmq-" + method, messages);
    }
  }

  private static void killedIn(String type, String method, String workspace, Messages messages)
      throws Exception {
    Debugger debugger = Debugger.onAFreePort();
    GatewayProcess gateway = fleet.start(0, debugger.options());
    Client admin = fleet.admin(0);
    ShopDatabase shop = ShopDatabase.create();
    Filled filled = Filled.named(workspace, shop, admin);
    // What runs for the first time loads the classes that the debugger looks for.
    messages.send(Messages.naming(workspace, "1"));
    Await.until("it is applied", () -> taken(admin) == 1 && filled.hasNothingQueued(admin));

    shop.sql("UPDATE purchase SET note = 'Told and killed.' WHERE id = 2");
    debugger.killIn(type, method, gateway, () -> messages.send(Messages.naming(workspace, "2")));
    GatewayProcess next = fleet.start(0, List.of());
    Client again = fleet.admin(0);
    Await.until("it comes again", () -> taken(again) > 0 && filled.hasNothingQueued(again));

    Filled built = Filled.from(shop, again);
    assertThat(filled.tables()).anyMatch(row -> row.contains("Told and killed."));
    assertThat(filled.tables()).containsExactlyElementsOf(built.tables());
    assertThat(messages.dead()).isEmpty();
    next.close();
  }

  /// Messages that this gateway has taken since it started.
  private static double taken(Client client) {
    return client.counter("raghub_broker_total", "outcome=\"taken\"");
  }
}
