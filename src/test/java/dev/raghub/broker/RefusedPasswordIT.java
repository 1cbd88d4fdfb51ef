package dev.raghub.broker;

import dev.raghub.GatewayServers;
import dev.raghub.change.Await;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import org.junit.jupiter.api.Test;

/// Brokers that refuse the gateway's password until their operator has seen to it.
@QuarkusTest
@QuarkusTestResource(GatewayServers.class)
@QuarkusTestResource(
    value = SecuredBrokers.class,
    restrictToAnnotatedClass = true,
    initArgs = @ResourceArg(name = "known", value = "later"))
@TestProfile(Told.class)
class RefusedPasswordIT extends BothBrokers {
  private static final String REFUSALS = "kafka.consumer.failed.authentication.total";

  @Inject MeterRegistry metrics;

  @Test
  void readsWhatKafkaTellsOnceItsPasswordIsTaken() {
    Await.until("it is refused", this::isRefused);

    kafka.changePassword(SecuredBrokers.UNKNOWN, Certificate.PASSWORD);

    try (Messages messages = new KafkaMessages(kafka)) {
      messages.send(Messages.naming(Told.A, "\"1\""));
      Await.until("it is read", () -> body("1").contains("lantern"));
    }
  }

  @Test
  void readsWhatRabbitTellsOnceItsPasswordIsTaken() {
    Await.until("it is refused", () -> rabbit.logged().contains("login refused"));

    rabbit.addUser(SecuredBrokers.USER, Certificate.PASSWORD);

    try (Messages messages = new RabbitMessages(rabbit).awaitReader()) {
      messages.send(Messages.naming(Told.A, "\"2\""));
      Await.until("it is read", () -> body("2").contains("Rope"));
    }
  }

  private boolean isRefused() {
    return metrics.find(REFUSALS).functionCounters().stream().anyMatch(each -> each.count() > 0);
  }
}
