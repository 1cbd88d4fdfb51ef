package dev.raghub.broker;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import com.rabbitmq.client.GetResponse;
import com.rabbitmq.client.MessageProperties;
import dev.raghub.change.Await;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;

/// RabbitMQ, as those see it who tell of changes.
public final class RabbitMessages implements Messages {
  private final RabbitServer server;
  private final List<Map.Entry<String, String>> dead = new ArrayList<>();

  public RabbitMessages(RabbitServer server) {
    this.server = server;
  }

  /// Waits until a gateway reads: what is sent before its queue is bound goes nowhere.
  RabbitMessages awaitReader() {
    Await.until("the queue is read", this::isRead);
    return this;
  }

  private boolean isRead() {
    try {
      AtomicLong readers = new AtomicLong();
      on(channel -> readers.set(channel.consumerCount("raghub.changes")));
      return readers.get() > 0;
    } catch (IllegalStateException notYet) {
      return false;
    }
  }

  @Override
  public void send(String body) {
    on(
        channel -> {
          channel.confirmSelect();
          AMQP.BasicProperties json =
              MessageProperties.PERSISTENT_BASIC.builder().contentType("application/json").build();
          channel.basicPublish(
              "raghub.changes", "any", json, body.getBytes(StandardCharsets.UTF_8));
          channel.waitForConfirmsOrDie(30_000);
        });
  }

  @Override
  public List<Map.Entry<String, String>> dead() {
    on(
        channel -> {
          for (GetResponse got = get(channel); got != null; got = get(channel)) {
            Object error = got.getProps().getHeaders().getOrDefault("raghub-error", "rejected");
            dead.add(
                Map.entry(
                    String.valueOf(error), new String(got.getBody(), StandardCharsets.UTF_8)));
          }
        });
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
  public void close() {}

  private static GetResponse get(Channel channel) throws IOException {
    return channel.basicGet("raghub.changes.dead", true);
  }

  private interface Talk {
    void with(Channel channel) throws IOException, InterruptedException, TimeoutException;
  }

  private void on(Talk talk) {
    ConnectionFactory factory = new ConnectionFactory();
    factory.setHost("127.0.0.1");
    factory.setPort(server.port());
    try (Connection connection = factory.newConnection();
        Channel channel = connection.createChannel()) {
      talk.with(channel);
    } catch (IOException | InterruptedException | TimeoutException refused) {
      throw new IllegalStateException(refused);
    }
  }
}
