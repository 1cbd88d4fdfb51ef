package dev.raghub.broker;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.HashMap;
import java.util.Map;

/// Brokers that are not there yet when the gateway starts.
public final class LateBrokers implements QuarkusTestResourceLifecycleManager {
  private final KafkaServer kafka = new KafkaServer();
  private final RabbitServer rabbit = new RabbitServer();

  @Override
  public Map<String, String> start() {
    if (!KafkaServer.isThere() || !RabbitServer.isThere()) {
      return Map.of();
    }
    Map<String, String> settings = new HashMap<>(kafka.settings());
    settings.putAll(rabbit.settings());
    return settings;
  }

  @Override
  public void inject(Object test) {
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
