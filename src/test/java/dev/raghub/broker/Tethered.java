package dev.raghub.broker;

import dev.raghub.change.Await;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// A server of a test that ends with it, also where the test is killed: a shell holds the other end
/// of a pipe from us, and when that closes it kills the server's whole session. The shell has a
/// session of its own too, or whoever ends the test's process group would end it first.
public record Tethered(Process shell) {
  private static final String SCRIPT =
      "setsid \"$@\" </dev/null & server=$!; cat >/dev/null; kill -9 -$server 2>/dev/null";

  public static Tethered start(List<String> command, Map<String, String> environment, Path log) {
    List<String> words = new ArrayList<>(List.of("setsid", "sh", "-c", SCRIPT, "sh"));
    words.addAll(command);
    ProcessBuilder builder =
        new ProcessBuilder(words)
            .redirectErrorStream(true)
            .redirectOutput(Redirect.appendTo(log.toFile()));
    builder.environment().putAll(environment);
    try {
      return new Tethered(builder.start());
    } catch (IOException refused) {
      throw new UncheckedIOException(refused);
    }
  }

  /// Kills the server and waits until it is gone.
  public void kill() {
    List<ProcessHandle> all = shell.descendants().toList();
    try {
      shell.getOutputStream().close();
      shell.waitFor(30, TimeUnit.SECONDS);
    } catch (IOException | InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
    Await.until("the server is gone", () -> all.stream().noneMatch(ProcessHandle::isAlive));
  }

  /// A new folder for what a server keeps.
  static Path folder(String prefix) throws IOException {
    return Files.createTempDirectory(
        Files.createDirectories(Path.of("target").toAbsolutePath()), prefix);
  }

  /// Runs a command to its end, and fails with what it said if it fails.
  static void run(List<String> command, Map<String, String> environment) throws IOException {
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().putAll(environment);
    Process process = builder.start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    try {
      if (process.waitFor() != 0) {
        throw new IOException(said);
      }
    } catch (InterruptedException stopped) {
      throw new IllegalStateException(stopped);
    }
  }

  /// Deletes what a server left.
  public static void discard(Path folder) {
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
    } catch (IOException refused) {
      throw new UncheckedIOException(refused);
    }
  }

  static void awaitPort(int port) {
    Await.until("port " + port, () -> isOpen(port));
  }

  private static boolean isOpen(int port) {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 500);
      return true;
    } catch (IOException closed) {
      return false;
    }
  }
}
