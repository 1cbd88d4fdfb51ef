package dev.raghub.broker;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/// Both brokers behind TLS, Kafka's with a name and a password as well, and a gateway that trusts
/// the certificate they show, or, with the argument `trust=another`, only another one.
public final class SecuredBrokers implements QuarkusTestResourceLifecycleManager {
  private final Path folder;
  private final KafkaServer kafka = new KafkaServer();
  private final RabbitServer rabbit = new RabbitServer();
  private boolean trusted = true;

  public SecuredBrokers() {
    try {
      folder =
          Files.createTempDirectory(
              Files.createDirectories(Path.of("target").toAbsolutePath()), "secured-");
    } catch (IOException refused) {
      throw new UncheckedIOException(refused);
    }
  }

  @Override
  public void init(Map<String, String> arguments) {
    trusted = !"another".equals(arguments.get("trust"));
  }

  @Override
  public Map<String, String> start() {
    if (!KafkaServer.isThere() || !RabbitServer.isThere()) {
      return Map.of();
    }
    Certificate shown = certificate("shown");
    Path trust = trusted ? shown.trust() : certificate("another").trust();
    Map<String, String> settings = new HashMap<>();
    try {
      settings.putAll(kafka.start(shown));
      settings.putAll(rabbit.start(shown));
    } catch (IOException refused) {
      throw new UncheckedIOException(refused);
    }
    settings.put("kafka.ssl.truststore.type", "PKCS12");
    settings.put("kafka.ssl.truststore.location", trust.toString());
    settings.put("kafka.ssl.truststore.password", Certificate.PASSWORD);
    String connector = "mp.messaging.connector.smallrye-rabbitmq.";
    settings.put(connector + "trust-store-path", trust.toString());
    settings.put(connector + "trust-store-password", Certificate.PASSWORD);
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
    Tethered.discard(folder);
  }

  private Certificate certificate(String name) {
    try {
      return Certificate.make(Files.createDirectory(folder.resolve(name)));
    } catch (IOException refused) {
      throw new UncheckedIOException(refused);
    }
  }
}
