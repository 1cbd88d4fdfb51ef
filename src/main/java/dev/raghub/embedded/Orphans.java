package dev.raghub.embedded;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/// Servers that a killed JVM left running on a data folder. They are found by what they are, not by
/// a number in a file: a process is ours when its program has the expected name and it works in our
/// data folder, or has that folder among its arguments. So a reused pid never hits a stranger, and
/// a server whose pid was not yet written down is found too.
final class Orphans {
  private static final Duration STOP_LIMIT = Duration.ofSeconds(15);
  private static final Duration KILL_LIMIT = Duration.ofSeconds(5);

  private Orphans() {}

  /// Stops the orphans on a data folder: asked first, killed after 15 seconds.
  static void stop(String programPrefix, Path data, StopSignal signal) {
    List<ProcessHandle> found = find(programPrefix, data);
    found.forEach(signal::send);
    if (awaitEnd(found, programPrefix, data, STOP_LIMIT)) {
      return;
    }
    find(programPrefix, data).forEach(ProcessHandle::destroyForcibly);
    if (!awaitEnd(found, programPrefix, data, KILL_LIMIT)) {
      throw Failures.server(
          "A %s of an earlier run still works in %s and could not be stopped; expected it to be gone"
              .formatted(programPrefix, data));
    }
  }

  static List<ProcessHandle> find(String programPrefix, Path data) {
    return ProcessHandle.allProcesses()
        .filter(process -> isOurs(process.pid(), programPrefix, data))
        .toList();
  }

  static boolean isOurs(long pid, String programPrefix, Path data) {
    Path process = Path.of("/proc", String.valueOf(pid));
    List<String> words = commandLine(process);
    if (words.isEmpty()) {
      return false;
    }
    String program = words.getFirst().substring(words.getFirst().lastIndexOf('/') + 1);
    return program.startsWith(programPrefix)
        && (words.contains(data.toString()) || worksIn(process, data));
  }

  private static List<String> commandLine(Path process) {
    try {
      String line = new String(Files.readAllBytes(process.resolve("cmdline")), UTF_8);
      return line.isEmpty() ? List.of() : List.of(line.split("\0", -1));
    } catch (IOException gone) {
      return List.of();
    }
  }

  private static boolean worksIn(Path process, Path data) {
    try {
      return Files.readSymbolicLink(process.resolve("cwd")).equals(data.toRealPath());
    } catch (IOException unknown) {
      return false;
    }
  }

  // A killed process may stay as a zombie that nobody reaps, and counts as alive then; but it has
  // no command line any more.
  private static boolean awaitEnd(
      List<ProcessHandle> found, String programPrefix, Path data, Duration limit) {
    Deadline deadline = Deadline.in(limit);
    while (found.stream().anyMatch(process -> isOurs(process.pid(), programPrefix, data))) {
      if (deadline.passed()) {
        return false;
      }
      Deadline.pause("waiting for the end of " + programPrefix);
    }
    return true;
  }
}
