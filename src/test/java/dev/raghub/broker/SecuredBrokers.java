package dev.raghub.broker;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/// Both brokers behind TLS, Kafka's with a name and a password as well, and a gateway that trusts
/// the certificate they show, or, with the argument `trust=another`, only another one. With the
/// argument `known=later` they do not know the gateway's password yet.
public final class SecuredBrokers extends BrokerPair {
  static final String USER = "raghub";

  /// The password that Kafka knows in place of the gateway's.
  static final String UNKNOWN = "unknown";

  private final Path folder;
  private boolean trusted = true;
  private boolean known = true;

  public SecuredBrokers() {
    try {
      folder = Tethered.folder("secured-");
    } catch (IOException refused) {
      throw new UncheckedIOException(refused);
    }
  }

  @Override
  public void init(Map<String, String> arguments) {
    trusted = !"another".equals(arguments.get("trust"));
    known = !"later".equals(arguments.get("known"));
  }

  @Override
  Map<String, String> ready() throws IOException {
    Certificate shown = certificate("shown");
    Path trust = trusted ? shown.trust() : certificate("another").trust();
    Map<String, String> settings = new HashMap<>();
    settings.putAll(kafka.start(shown, known ? Certificate.PASSWORD : UNKNOWN));
    settings.putAll(rabbit.start(shown));
    if (!known) {
      settings.put("raghub.rabbitmq.username", USER);
      settings.put("raghub.rabbitmq.password", Certificate.PASSWORD);
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
  public void stop() {
    super.stop();
    Tethered.discard(folder);
  }

  private Certificate certificate(String name) throws IOException {
    return Certificate.make(Files.createDirectory(folder.resolve(name)));
  }
}
