package dev.raghub.broker;

import dev.raghub.GatewayServers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;

/// Changes told over a real RabbitMQ.
@QuarkusTest
@QuarkusTestResource(GatewayServers.class)
@QuarkusTestResource(value = RabbitServer.class, restrictToAnnotatedClass = true)
@TestProfile(Told.class)
class RabbitIT extends BrokerContract {
  RabbitServer server;

  @Override
  Messages connect() {
    return new RabbitMessages(server).awaitReader();
  }

  @Override
  String broker() {
    return "rabbitmq";
  }

  @Override
  boolean isThere() {
    return RabbitServer.isThere();
  }
}
