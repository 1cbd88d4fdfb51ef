package dev.raghub;

import java.io.IOException;
import java.util.List;

/// Ends a process with the test that started it, also where the test is killed: a shell waits at
/// the other end of a pipe from us. It has a session of its own, or whoever ends the test's process
/// group would end it first.
final class Tether {
  private static final String SCRIPT = "read -r _; kill -9 \"$1\" 2>/dev/null";

  private Tether() {}

  static void to(Process process) throws IOException {
    Process shell =
        new ProcessBuilder(List.of("setsid", "sh", "-c", SCRIPT, "sh", "" + process.pid())).start();
    // Or its number, which somebody else may have by then, would be killed.
    Thread.ofVirtual()
        .start(
            () -> {
              process.onExit().join();
              shell.destroyForcibly();
            });
  }
}
