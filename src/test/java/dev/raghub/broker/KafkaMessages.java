package dev.raghub.broker;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/// Kafka, as those see it who tell of changes.
public final class KafkaMessages implements Messages {
  private static final String TOPIC = "raghub.changes";

  private final KafkaServer server;
  private final KafkaProducer<byte[], byte[]> producer;
  private final KafkaConsumer<byte[], byte[]> consumer;
  private final List<Map.Entry<String, String>> dead = new ArrayList<>();

  public KafkaMessages(KafkaServer server) {
    this.server = server;
    producer =
        new KafkaProducer<>(
            Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, server.address()),
            new ByteArraySerializer(),
            new ByteArraySerializer());
    consumer =
        new KafkaConsumer<>(
            Map.of(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                server.address(),
                ConsumerConfig.GROUP_ID_CONFIG,
                "mourners",
                ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                "earliest"),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer());
    consumer.subscribe(List.of("raghub.changes.dead"));
  }

  @Override
  public void send(String body) {
    send(body.getBytes(StandardCharsets.UTF_8));
  }

  /// A body of null is what a compacted topic calls a deletion.
  void send(byte[] body) {
    try {
      producer.send(new ProducerRecord<>(TOPIC, body)).get();
    } catch (ExecutionException | InterruptedException refused) {
      throw new IllegalStateException(refused);
    }
  }

  @Override
  public List<Map.Entry<String, String>> dead() {
    for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(200))) {
      dead.add(
          Map.entry(
              text(record.headers().lastHeader("raghub-error").value()), text(record.value())));
    }
    return List.copyOf(dead);
  }

  @Override
  public void down() {
    server.down();
  }

  @Override
  public void up() {
    server.up();
  }

  @Override
  public void close() {
    producer.close();
    consumer.close();
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
