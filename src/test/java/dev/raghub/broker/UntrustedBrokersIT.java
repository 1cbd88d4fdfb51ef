package dev.raghub.broker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.raghub.GatewayServers;
import dev.raghub.change.Await;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.junit.jupiter.api.Test;

/// Somebody between the gateway and its brokers, with a certificate that the gateway does not
/// trust.
@QuarkusTest
@QuarkusTestResource(GatewayServers.class)
@QuarkusTestResource(
    value = SecuredBrokers.class,
    restrictToAnnotatedClass = true,
    initArgs = @ResourceArg(name = "trust", value = "another"))
@TestProfile(Told.class)
class UntrustedBrokersIT extends BothBrokers {
  @Test
  void talksToNone() throws ExecutionException, InterruptedException {
    try (Messages messages = new KafkaMessages(kafka)) {
      messages.send(Messages.naming(Told.A, "\"1\""));
    }
    Await.until("it has turned away", () -> rabbit.logged().contains("Bad Certificate"));
    assertThat(rabbit.hasServed()).isFalse();
    assertThat(readers()).isZero();
    assertThat(body("1")).isEmpty();
  }

  /// How many groups of consumers of the gateway's Kafka knows.
  private long readers() throws ExecutionException, InterruptedException {
    try (Admin admin =
        Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, kafka.address()))) {
      return admin.listGroups().all().get().stream()
          .filter(group -> group.groupId().equals("raghub"))
          .count();
    }
  }
}
