package dev.raghub.broker;

import dev.raghub.FreePort;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// A real RabbitMQ in a session of its own, out of what `.ci/rabbitmq target/test-rabbitmq`
/// unpacks: its own node, ports, cookie and data, on loopback.
public final class RabbitServer implements QuarkusTestResourceLifecycleManager {
  private static final Path TREE = Path.of("target", "test-rabbitmq").toAbsolutePath();

  /// The name server of Erlang's nodes goes into the background by default, where nobody ends it.
  private static final String SCRIPT =
      "epmd -port \"$ERL_EPMD_PORT\" -address 127.0.0.1 & exec sh \"$0\"";

  private final Path folder;
  private final int port;
  private final Map<String, String> environment;
  private Tethered server;

  public RabbitServer() {
    try {
      folder = Tethered.folder("rabbitmq-");
      port = FreePort.find();
      environment = environment();
      Files.writeString(folder.resolve("plugins"), "[].\n");
      Files.writeString(folder.resolve("rabbitmq.conf"), "");
    } catch (IOException refused) {
      throw new UncheckedIOException(refused);
    }
  }

  public static boolean isThere() {
    return Files.exists(TREE.resolve(".complete"));
  }

  int port() {
    return port;
  }

  @Override
  public Map<String, String> start() {
    if (!isThere()) {
      return Map.of();
    }
    up();
    return settings();
  }

  /// What a gateway needs to know.
  Map<String, String> settings() {
    return Map.of(
        "raghub.rabbitmq.addresses", "127.0.0.1:" + port, "raghub.rabbitmq.enabled", "true");
  }

  /// Starts it so that it listens at another port as well, to whoever trusts this certificate.
  Map<String, String> start(Certificate certificate) throws IOException {
    int secured = FreePort.find();
    Files.writeString(
        folder.resolve("rabbitmq.conf"),
        """
          listeners.ssl.1 = 127.0.0.1:%d
          ssl_options.certfile = %s
          ssl_options.keyfile = %s
          """
            .formatted(secured, certificate.certificate(), certificate.key()));
    Map<String, String> settings = new HashMap<>(start());
    settings.put("raghub.rabbitmq.addresses", "127.0.0.1:" + secured);
    settings.put("raghub.rabbitmq.tls", "true");
    return settings;
  }

  /// Whether a client has connected.
  boolean hasServed() {
    return logged().contains("user 'guest' authenticated");
  }

  /// All that it has logged so far.
  String logged() {
    try (Stream<Path> logs = Files.list(folder.resolve("logs"))) {
      StringBuilder all = new StringBuilder();
      for (Path log : logs.toList()) {
        all.append(Files.readString(log));
      }
      return all.toString();
    } catch (IOException refused) {
      throw new UncheckedIOException(refused);
    }
  }

  /// Starts it on what it had stored.
  void up() {
    server =
        Tethered.start(
            List.of("sh", "-c", SCRIPT, program("rabbitmq-server")),
            environment,
            folder.resolve("log"));
    Tethered.awaitPort(port);
  }

  /// Ends it as `kill -9` does.
  void down() {
    server.kill();
  }

  @Override
  public void inject(Object test) {
    if (test instanceof RabbitIT rabbit) {
      rabbit.server = this;
    }
  }

  @Override
  public void stop() {
    if (server != null) {
      server.kill();
    }
    Tethered.discard(folder);
  }

  /// Makes a user who may do everything.
  void addUser(String name, String password) {
    try {
      Tethered.run(List.of(program("rabbitmqctl"), "add_user", name, password), environment);
      Tethered.run(
          List.of(program("rabbitmqctl"), "set_permissions", name, ".*", ".*", ".*"), environment);
    } catch (IOException refused) {
      throw new UncheckedIOException(refused);
    }
  }

  private static String program(String name) {
    try (Stream<Path> versions = Files.list(TREE.resolve("usr/lib/rabbitmq/lib"))) {
      return versions.findFirst().orElseThrow().resolve("sbin").resolve(name).toString();
    } catch (IOException refused) {
      throw new UncheckedIOException(refused);
    }
  }

  private Map<String, String> environment() throws IOException {
    return Map.ofEntries(
        Map.entry("HOME", Files.createDirectory(folder.resolve("home")).toString()),
        Map.entry("PATH", TREE.resolve("usr/lib/erlang/bin") + ":" + System.getenv("PATH")),
        Map.entry("RABBITMQ_NODENAME", "raghub-" + port + "@localhost"),
        Map.entry("RABBITMQ_NODE_IP_ADDRESS", "127.0.0.1"),
        Map.entry("RABBITMQ_NODE_PORT", "" + port),
        Map.entry("RABBITMQ_DIST_PORT", "" + FreePort.find()),
        Map.entry(
            "RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS", "-kernel inet_dist_use_interface {127,0,0,1}"),
        Map.entry("ERL_EPMD_PORT", "" + FreePort.find()),
        Map.entry("ERL_EPMD_ADDRESS", "127.0.0.1"),
        Map.entry("RABBITMQ_MNESIA_BASE", folder.resolve("data").toString()),
        Map.entry("RABBITMQ_LOG_BASE", folder.resolve("logs").toString()),
        Map.entry("RABBITMQ_ENABLED_PLUGINS_FILE", folder.resolve("plugins").toString()),
        Map.entry("RABBITMQ_CONFIG_FILE", folder.resolve("rabbitmq.conf").toString()));
  }
}
