package dev.raghub.broker;

import dev.raghub.GatewayServers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;

/// Changes told over a real Kafka.
@QuarkusTest
@QuarkusTestResource(GatewayServers.class)
@QuarkusTestResource(value = KafkaServer.class, restrictToAnnotatedClass = true)
@TestProfile(Told.class)
class KafkaIT extends BrokerContract {
  KafkaServer server;

  @Override
  Messages connect() {
    return new KafkaMessages(server);
  }

  @Override
  String broker() {
    return "kafka";
  }

  @Override
  boolean isThere() {
    return KafkaServer.isThere();
  }
}
