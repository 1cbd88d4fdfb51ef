package dev.raghub.broker;

import dev.raghub.FreePort;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.Uuid;

/// A real Kafka in a process of its own, out of the jars that `.ci/kafka target/test-kafka`
/// fetches.
public final class KafkaServer implements QuarkusTestResourceLifecycleManager {
  private static final String LOGIN =
      "org.apache.kafka.common.security.plain.PlainLoginModule required";
  private static final Path JARS = Path.of("target", "test-kafka").toAbsolutePath();

  private final Path folder;
  private final int port;
  private final int controller;
  private Tethered server;

  public KafkaServer() {
    try {
      folder = Tethered.folder("kafka-");
      port = FreePort.find();
      controller = FreePort.find();
      Files.writeString(folder.resolve("server.properties"), properties());
    } catch (IOException refused) {
      throw new UncheckedIOException(refused);
    }
  }

  public static boolean isThere() {
    return Files.isDirectory(JARS);
  }

  @Override
  public Map<String, String> start() {
    if (!isThere()) {
      return Map.of();
    }
    try {
      Tethered.run(
          command(
              "kafka.tools.StorageTool",
              "format",
              "--cluster-id",
              Uuid.randomUuid().toString(),
              "--config",
              folder.resolve("server.properties").toString()),
          Map.of());
    } catch (IOException refused) {
      throw new UncheckedIOException(refused);
    }
    up();
    return settings();
  }

  /// What a gateway needs to know.
  Map<String, String> settings() {
    return Map.of("raghub.kafka.servers", address(), "raghub.kafka.enabled", "true");
  }

  /// Starts it on what it had stored.
  void up() {
    server =
        Tethered.start(
            command("kafka.Kafka", folder.resolve("server.properties").toString()),
            Map.of(),
            folder.resolve("log"));
    Tethered.awaitPort(port);
  }

  /// Ends it as `kill -9` does.
  void down() {
    server.kill();
  }

  String address() {
    return "127.0.0.1:" + port;
  }

  /// Starts it so that it listens at another port as well, to whoever trusts this certificate and
  /// knows this password.
  Map<String, String> start(Certificate certificate, String password) throws IOException {
    int secured = FreePort.find();
    Files.writeString(
        folder.resolve("server.properties"),
        """
        listeners=PLAINTEXT://127.0.0.1:%1$d,CONTROLLER://127.0.0.1:%2$d,SECURED://127.0.0.1:%3$d
        advertised.listeners=PLAINTEXT://127.0.0.1:%1$d,SECURED://127.0.0.1:%3$d
        listener.security.protocol.map=PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT,SECURED:SASL_SSL
        sasl.enabled.mechanisms=PLAIN
        listener.name.secured.plain.sasl.jaas.config=%4$s user_raghub="%7$s";
        listener.name.secured.ssl.keystore.type=PKCS12
        listener.name.secured.ssl.keystore.location=%6$s
        listener.name.secured.ssl.keystore.password=%5$s
        """
            .formatted(
                port,
                controller,
                secured,
                LOGIN,
                Certificate.PASSWORD,
                certificate.keys(),
                password),
        StandardOpenOption.APPEND);
    Map<String, String> settings = new HashMap<>(start());
    settings.put("raghub.kafka.servers", "127.0.0.1:" + secured);
    settings.put("kafka.security.protocol", "SASL_SSL");
    settings.put("kafka.sasl.mechanism", "PLAIN");
    settings.put(
        "kafka.sasl.jaas.config",
        "%s username=\"raghub\" password=\"%s\";".formatted(LOGIN, Certificate.PASSWORD));
    return settings;
  }

  /// Starts it again, knowing another password.
  void changePassword(String from, String to) {
    down();
    Path file = folder.resolve("server.properties");
    String known = "user_raghub=\"%s\"";
    try {
      Files.writeString(
          file, Files.readString(file).replace(known.formatted(from), known.formatted(to)));
    } catch (IOException refused) {
      throw new UncheckedIOException(refused);
    }
    up();
  }

  @Override
  public void inject(Object test) {
    if (test instanceof KafkaIT kafka) {
      kafka.server = this;
    }
  }

  @Override
  public void stop() {
    if (server != null) {
      server.kill();
    }
    Tethered.discard(folder);
  }

  private static List<String> command(String... main) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx256m", "-XX:TieredStopAtLevel=1", "-cp", JARS + "/*"));
    command.addAll(List.of(main));
    return command;
  }

  private String properties() {
    return """
        process.roles=broker,controller
        node.id=1
        controller.quorum.voters=1@127.0.0.1:%2$d
        listeners=PLAINTEXT://127.0.0.1:%1$d,CONTROLLER://127.0.0.1:%2$d
        advertised.listeners=PLAINTEXT://127.0.0.1:%1$d
        controller.listener.names=CONTROLLER
        log.dirs=%3$s
        num.partitions=2
        offsets.topic.num.partitions=1
        offsets.topic.replication.factor=1
        transaction.state.log.replication.factor=1
        transaction.state.log.min.isr=1
        share.coordinator.state.topic.replication.factor=1
        share.coordinator.state.topic.min.isr=1
        group.initial.rebalance.delay.ms=0
        """
        .formatted(port, controller, folder.resolve("data"));
  }
}
