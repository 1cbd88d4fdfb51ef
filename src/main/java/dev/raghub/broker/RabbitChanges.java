package dev.raghub.broker;

import dev.raghub.fault.RaghubException;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.smallrye.reactive.messaging.rabbitmq.OutgoingRabbitMQMetadata;
import io.smallrye.reactive.messaging.rabbitmq.RabbitMQRejectMetadata;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.reactive.messaging.Acknowledgment;
import org.eclipse.microprofile.reactive.messaging.Channel;
import org.eclipse.microprofile.reactive.messaging.Emitter;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.eclipse.microprofile.reactive.messaging.Metadata;

/// Changes told over RabbitMQ. As many are taken from the broker as may wait at a time, because it
/// closes the channel of whoever holds a message for half an hour.
@ApplicationScoped
public class RabbitChanges {
  private static final int BURIAL_SECONDS = 20;

  private final Teller teller;
  private final Intake intake;
  private final Emitter<byte[]> dead;

  RabbitChanges(
      Tellers tellers, Intake intake, @Channel("changes-rabbitmq-dead") Emitter<byte[]> dead) {
    this.teller = tellers.rabbit();
    this.intake = intake;
    this.dead = dead;
  }

  @Incoming("changes-rabbitmq")
  @RunOnVirtualThread
  @Acknowledgment(Acknowledgment.Strategy.MANUAL)
  CompletionStage<Void> take(Message<byte[]> message) {
    byte[] body = message.getPayload();
    return switch (intake.take(teller, body, reason -> bury(body, reason))) {
      case DONE -> message.ack();
      case REJECTED -> message.nack(new Refusal());
      case GIVEN_BACK -> message.nack(new Refusal(), Metadata.of(new RabbitMQRejectMetadata(true)));
      case LEFT -> CompletableFuture.completedFuture(null);
    };
  }

  /// The broker's own dead letters say no more than that a message was rejected, so they come
  /// second.
  private CompletionStage<Boolean> bury(byte[] body, RaghubException reason) {
    CompletableFuture<Boolean> written = new CompletableFuture<>();
    Metadata metadata =
        Metadata.of(
            OutgoingRabbitMQMetadata.builder()
                .withContentType("application/octet-stream")
                .withHeader("raghub-error", reason.code().code())
                .withHeader("raghub-reason", reason.reason())
                .withDeliveryMode(2)
                .build());
    dead.send(
        DeadMessage.of(
            body, metadata, () -> written.complete(true), failure -> written.complete(false)));
    return written.completeOnTimeout(false, BURIAL_SECONDS, TimeUnit.SECONDS);
  }

  /// Said to the connector, which wants an exception; it is never thrown.
  private static final class Refusal extends Exception {
    Refusal() {
      super("not taken", null, false, false);
    }
  }
}
