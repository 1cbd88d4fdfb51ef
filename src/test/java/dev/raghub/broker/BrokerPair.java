package dev.raghub.broker;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;

/// A Kafka and a RabbitMQ that are given to a test together.
abstract class BrokerPair implements QuarkusTestResourceLifecycleManager {
  final KafkaServer kafka = new KafkaServer();
  final RabbitServer rabbit = new RabbitServer();

  /// Readies them. Only where both are installed.
  ///
  /// @return what a gateway needs to know
  abstract Map<String, String> ready() throws IOException;

  @Override
  public final Map<String, String> start() {
    try {
      return KafkaServer.isThere() && RabbitServer.isThere() ? ready() : Map.of();
    } catch (IOException refused) {
      throw new UncheckedIOException(refused);
    }
  }

  @Override
  public final void inject(Object test) {
    if (test instanceof BothBrokers both) {
      both.kafka = kafka;
      both.rabbit = rabbit;
    }
  }

  @Override
  public void stop() {
    kafka.stop();
    rabbit.stop();
  }
}
