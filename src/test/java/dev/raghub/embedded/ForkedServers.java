package dev.raghub.embedded;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/// Another JVM that starts servers in a folder and stays until it is killed.
record ForkedServers(Process process, String jdbcUrl) implements AutoCloseable {
  /// The other JVM's life.
  @SuppressWarnings("SystemOut")
  static void main(String[] arguments) throws InterruptedException {
    EmbeddedServers servers =
        EmbeddedServers.start(EmbeddedTestPaths.settings(Path.of(arguments[0])));
    System.out.println("up " + servers.postgres().jdbcUrl("postgres"));
    Thread.sleep(60_000);
    servers.close();
  }

  static ForkedServers start(Path folder) throws IOException {
    List<String> command =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:TieredStopAtLevel=1",
            "-cp",
            System.getProperty("java.class.path"),
            ForkedServers.class.getName(),
            folder.toString());
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    BufferedReader output =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    StringBuilder seen = new StringBuilder();
    for (String line = output.readLine(); line != null; line = output.readLine()) {
      if (line.startsWith("up ")) {
        return new ForkedServers(process, line.substring(3));
      }
      seen.append(line).append('\n');
    }
    throw new IOException("the other JVM did not come up: " + seen);
  }

  /// What `kill -9` does: no shutdown hook runs.
  void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  /// What `kill` does: shutdown hooks run.
  void terminate() throws InterruptedException {
    process.destroy();
    process.waitFor();
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
