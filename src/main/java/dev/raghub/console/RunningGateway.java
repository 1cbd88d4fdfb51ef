package dev.raghub.console;

import dev.raghub.embedded.EmbeddedServers;
import dev.raghub.embedded.EmbeddedSettings;
import dev.raghub.embedded.FreePort;
import dev.raghub.embedded.PostgresServer;
import dev.raghub.fault.ErrorCode;
import dev.raghub.fault.RaghubException;
import io.quarkus.runtime.Quarkus;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// A gateway in this process, with embedded servers for whatever the operator has not configured.
final class RunningGateway implements AutoCloseable {
  private static final long START_SECONDS = 120;

  /// Who is told to stop needs the servers until its last request has ended.
  private static final Duration SHUTDOWN_GRACE = Duration.ofSeconds(40);

  private static final String DATABASE = "raghub";
  private static final String OWNER = "raghub_owner";
  private static final String APPLICATION = "raghub_app";
  private static final List<RunningGateway> RUNNING = new ArrayList<>();

  private final DataFolder folder;
  private final int port;
  private final Optional<EmbeddedServers> servers;
  private final CompletableFuture<Integer> ended = new CompletableFuture<>();

  private RunningGateway(DataFolder folder, int port) {
    this.folder = folder;
    this.port = port;
    folder.create();
    this.servers = configured("raghub.database.url") ? Optional.empty() : Optional.of(embedded());
    RUNNING.add(this);
    run();
  }

  /// A gateway that logs and stays.
  static RunningGateway on(DataFolder folder, int port) {
    requireFree(port);
    return new RunningGateway(folder, port);
  }

  /// A gateway for one command, on some free port.
  static RunningGateway quiet(DataFolder folder) {
    System.setProperty("quarkus.log.level", "WARN");
    // Nobody else asks it.
    System.setProperty("raghub.shutdown.delay", "0s");
    return new RunningGateway(folder, FreePort.find());
  }

  static void stopAll() {
    List.copyOf(RUNNING).forEach(RunningGateway::close);
  }

  String url() {
    return "http://127.0.0.1:" + port;
  }

  /// The embedded PostgreSQL, where there is one.
  Optional<PostgresServer> postgres() {
    return servers.map(EmbeddedServers::postgres);
  }

  /// Waits until the gateway is told to stop.
  int await() {
    return ended.join();
  }

  @Override
  public void close() {
    if (RUNNING.remove(this)) {
      folder.retract();
      Quarkus.asyncExit();
      ended.completeOnTimeout(0, 20, TimeUnit.SECONDS).join();
      servers.ifPresent(EmbeddedServers::close);
    }
  }

  private EmbeddedServers embedded() {
    EmbeddedServers started =
        EmbeddedServers.start(
            EmbeddedSettings.in(folder.servers()).withShutdownGrace(SHUTDOWN_GRACE));
    String owner = started.secrets().password(OWNER);
    String application = started.secrets().password(APPLICATION);
    started.postgres().provision(DATABASE, OWNER, owner, APPLICATION, application);
    started.postgres().createExtension(DATABASE, "vector");
    set("raghub.database.url", started.postgres().jdbcUrl(DATABASE));
    set("raghub.database.username", APPLICATION);
    set("raghub.database.password", application);
    set("raghub.database.owner-username", OWNER);
    set("raghub.database.owner-password", owner);
    set("raghub.redis.url", started.redis().uri());
    set("raghub.keys.secret", started.secrets().password("api-keys"));
    return started;
  }

  private void run() {
    System.setProperty("quarkus.http.port", Integer.toString(port));
    set("raghub.index.folder", folder.indexes().toString());
    set("raghub.keys.first-key-file", folder.keyFile().toString());
    CompletableFuture<Boolean> ready = GatewayApplication.readiness();
    Thread.ofPlatform()
        .name("gateway")
        .start(
            () ->
                Quarkus.run(
                    GatewayApplication.class,
                    (status, failure) -> {
                      if (failure != null) {
                        ready.completeExceptionally(failure);
                      }
                      ended.complete(status);
                    }));
    try {
      ready.get(START_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException failed) {
      throw StartFailures.explained(failed.getCause());
    } catch (TimeoutException late) {
      throw new RaghubException(
          ErrorCode.EMBEDDED_SERVER_FAILED,
          "the gateway did not start within " + START_SECONDS + " s; see its log",
          late);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new RaghubException(ErrorCode.INTERNAL, "stopped while starting", stopped);
    }
    folder.announce(url());
  }

  private static boolean configured(String key) {
    return org.eclipse.microprofile.config.ConfigProvider.getConfig()
        .getOptionalValue(key, String.class)
        .isPresent();
  }

  private static void set(String key, String value) {
    if (!configured(key)) {
      System.setProperty(key, value);
    }
  }

  private static void requireFree(int port) {
    try (ServerSocket probe = new ServerSocket()) {
      probe.setReuseAddress(true);
      probe.bind(new java.net.InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    } catch (IOException taken) {
      throw new RaghubException(
          ErrorCode.PORT_IN_USE,
          "port " + port + " is in use; name another with --port or RAGHUB_HTTP_PORT",
          taken);
    }
  }
}
