package dev.raghub.broker;

import dev.raghub.GatewayServers;
import dev.raghub.change.Await;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import org.junit.jupiter.api.Test;

/// A gateway that starts before its brokers do.
@QuarkusTest
@QuarkusTestResource(GatewayServers.class)
@QuarkusTestResource(value = LateBrokers.class, restrictToAnnotatedClass = true)
@TestProfile(Told.class)
class LateBrokersIT extends BothBrokers {
  @Test
  void readsWhatKafkaTells() {
    kafka.start();
    try (Messages messages = new KafkaMessages(kafka)) {
      messages.send(Messages.naming(Told.A, "\"1\""));
      Await.until("it is read", () -> body("1").contains("lantern"));
    }
  }

  @Test
  void readsWhatRabbitTells() {
    rabbit.start();
    try (Messages messages = new RabbitMessages(rabbit).awaitReader()) {
      messages.send(Messages.naming(Told.A, "\"2\""));
      Await.until("it is read", () -> body("2").contains("Rope"));
    }
  }
}
