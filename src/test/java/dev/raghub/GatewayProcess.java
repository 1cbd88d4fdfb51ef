package dev.raghub;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// A gateway as it was packaged, in a process of its own, on servers that are there already.
public record GatewayProcess(Process process, URI url) implements AutoCloseable {
  private static final Path JAR = Path.of("target", "quarkus-app", "quarkus-run.jar");

  /// @param settings what all replicas have in common
  /// @param folder this one's data
  public static GatewayProcess start(Map<String, String> settings, Path folder) throws IOException {
    return start(settings, folder, List.of());
  }

  /// @param options of its JVM
  public static GatewayProcess start(
      Map<String, String> settings, Path folder, List<String> options) throws IOException {
    int port = freePort();
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
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    GatewayProcess started = new GatewayProcess(process, URI.create("http://127.0.0.1:" + port));
    started.awaitReady();
    return started;
  }

  /// Reads on afterwards, or the process would wait for a reader of its log.
  private void awaitReady() throws IOException {
    BufferedReader output =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    StringBuilder seen = new StringBuilder();
    for (String line = output.readLine(); line != null; line = output.readLine()) {
      if (line.startsWith("raghub is ready at ")) {
        Thread.ofVirtual().start(() -> output.lines().forEach(more -> {}));
        return;
      }
      seen.append(line).append('\n');
    }
    throw new IOException("the gateway did not come up: " + seen);
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

  public static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }
}
