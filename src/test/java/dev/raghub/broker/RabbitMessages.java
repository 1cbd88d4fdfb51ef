package dev.raghub.broker;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import com.rabbitmq.client.GetResponse;
import com.rabbitmq.client.MessageProperties;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeoutException;

/// RabbitMQ, as those see it who tell of changes.
public final class RabbitMessages implements Messages {
  private final RabbitServer server;
  private final List<Map.Entry<String, String>> dead = new ArrayList<>();

  public RabbitMessages(RabbitServer server) {
    this.server = server;
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
