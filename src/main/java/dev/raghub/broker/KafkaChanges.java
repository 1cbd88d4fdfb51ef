package dev.raghub.broker;

import dev.raghub.fault.RaghubException;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.smallrye.reactive.messaging.kafka.api.OutgoingKafkaRecordMetadata;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.eclipse.microprofile.reactive.messaging.Channel;
import org.eclipse.microprofile.reactive.messaging.Emitter;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.eclipse.microprofile.reactive.messaging.Metadata;

/// Changes told over Kafka. Order does not matter, because what a message names is read again: so
/// several are taken at a time, and offsets are committed up to the first that is not.
@ApplicationScoped
public class KafkaChanges {
  private static final byte[] NOTHING = {};

  private final Teller teller;
  private final Intake intake;
  private final Emitter<byte[]> dead;

  KafkaChanges(
      Tellers tellers, Intake intake, @Channel("changes-kafka-dead") Emitter<byte[]> dead) {
    this.teller = tellers.kafka();
    this.intake = intake;
    this.dead = dead;
  }

  @Incoming("changes-kafka")
  @RunOnVirtualThread
  CompletionStage<Void> take(ConsumerRecord<byte[], byte[]> record) {
    byte[] body = Optional.ofNullable(record.value()).orElse(NOTHING);
    return switch (intake.take(teller, body, reason -> bury(record, body, reason))) {
      case DONE -> CompletableFuture.completedFuture(null);
      // Never acknowledged: whoever reads this partition next begins before it.
      case REJECTED, GIVEN_BACK, LEFT -> new CompletableFuture<>();
    };
  }

  private CompletionStage<Boolean> bury(
      ConsumerRecord<byte[], byte[]> record, byte[] body, RaghubException reason) {
    CompletableFuture<Boolean> written = new CompletableFuture<>();
    Metadata metadata =
        Metadata.of(
            OutgoingKafkaRecordMetadata.<byte[]>builder()
                .withKey(record.key())
                .withHeaders(headers(record, reason))
                .build());
    dead.send(
        DeadMessage.of(
            body, metadata, () -> written.complete(true), written::completeExceptionally));
    return written;
  }

  private static Headers headers(ConsumerRecord<byte[], byte[]> record, RaghubException reason) {
    return new RecordHeaders()
        .add("raghub-error", bytes(reason.code().code()))
        .add("raghub-reason", bytes(reason.reason()))
        .add("raghub-topic", bytes(record.topic()))
        .add("raghub-partition", bytes(Integer.toString(record.partition())))
        .add("raghub-offset", bytes(Long.toString(record.offset())));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
