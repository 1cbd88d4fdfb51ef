package dev.raghub;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/// A gateway as it was packaged, in a process of its own, on servers that are there already. It
/// ends with the test, also where that is killed.
///
/// @param log what it and those before it in its folder have printed
public record GatewayProcess(Process process, URI url, Path log) implements AutoCloseable {
  /// On a busy machine; alone it takes some seconds.
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  private static final Path JAR = Path.of("target", "quarkus-app", "quarkus-run.jar");

  /// @param settings what all replicas have in common
  /// @param folder this one's data
  public static GatewayProcess start(Map<String, String> settings, Path folder) throws IOException {
    return start(settings, folder, List.of());
  }

  /// @param options of its JVM
  public static GatewayProcess start(
      Map<String, String> settings, Path folder, List<String> options) throws IOException {
    int port = FreePort.find();
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-XX:TieredStopAtLevel=1");
    command.add("--enable-native-access=ALL-UNNAMED");
    command.addAll(options);
    settings.forEach((name, value) -> command.add("-D" + name + "=" + value));
    command.add("-Draghub.index.folder=" + folder.resolve("index"));
    command.addAll(
        List.of("-jar", JAR.toAbsolutePath().toString(), "start", "--port", "" + port, "--data"));
    command.add(folder.toString());
    Path log = folder.resolve("gateway.log");
    long before = Files.exists(log) ? Files.size(log) : 0;
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(Redirect.appendTo(log.toFile()))
            .start();
    Tether.to(process);
    GatewayProcess started =
        new GatewayProcess(process, URI.create("http://127.0.0.1:" + port), log);
    started.awaitReady(before);
    return started;
  }

  private void awaitReady(long before) throws IOException {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (!printed(before).contains("raghub is ready at ")) {
      if (!process.isAlive() || System.nanoTime() > end) {
        kill();
        throw new IOException("the gateway did not come up: " + printed(before));
      }
      LockSupport.parkNanos(20_000_000);
    }
  }

  private String printed(long before) throws IOException {
    byte[] all = Files.readAllBytes(log);
    return new String(all, (int) before, all.length - (int) before, StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(30, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException stopped) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }

  /// Ends it as `kill -9` does.
  public void kill() {
    process.destroyForcibly();
    try {
      process.waitFor();
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }
}
