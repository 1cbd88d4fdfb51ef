package dev.raghub.embedded;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.raghub.fault.RaghubException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/// A running child process with its log.
final class ServerProcess {
  private static final Duration STOP_LIMIT = Duration.ofSeconds(15);
  private static final int TAIL_LINES = 6;

  private final ServerCommand command;
  private final Process process;

  private ServerProcess(ServerCommand command, Process process) {
    this.command = command;
    this.process = process;
  }

  static ServerProcess start(ProcessLauncher launcher, ServerCommand command) {
    try {
      keepPreviousLog(command.log());
      ProcessBuilder builder = launcher.builder(command.arguments());
      builder.directory(command.data().toFile());
      builder.redirectErrorStream(true).redirectOutput(command.log().toFile());
      Process process = builder.start();
      try (OutputStream input = process.getOutputStream()) {
        input.write(command.input().getBytes(UTF_8));
      } catch (IOException endedEarly) {
        // A process that is already gone has said why in its log, which awaitReady reports.
      }
      return new ServerProcess(command, process);
    } catch (IOException cause) {
      throw Failures.server(
          "Cannot start " + command.name() + " (" + cause + "); " + Failures.INSTEAD, cause);
    }
  }

  private static void keepPreviousLog(Path log) throws IOException {
    if (Files.exists(log)) {
      Path previous = log.resolveSibling(log.getFileName() + ".1");
      Files.move(log, previous, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  String name() {
    return command.name();
  }

  long pid() {
    return process.pid();
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /// Returns once the server answers; fails as soon as it has died, or at the limit.
  void awaitReady(Duration limit, BooleanSupplier ready) {
    Deadline deadline = Deadline.in(limit);
    while (!ready.getAsBoolean()) {
      if (!process.isAlive()) {
        throw failure("ended with status " + process.exitValue() + " before it was ready");
      }
      if (deadline.passed()) {
        throw failure("was not ready after " + limit.toSeconds() + " s");
      }
      Deadline.pause("waiting for " + name());
    }
  }

  /// Returns once a program that does one thing has done it.
  void awaitSuccess(Duration limit) {
    try {
      if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
        throw failure("was not done after " + limit.toSeconds() + " s");
      }
    } catch (InterruptedException cause) {
      throw Failures.interrupted("waiting for " + name(), cause);
    }
    if (process.exitValue() != 0) {
      throw failure("ended with status " + process.exitValue());
    }
  }

  /// A failure of this server with the last lines of its log.
  RaghubException failure(String what) {
    String tail = String.join(" | ", tail());
    return Failures.server(
        "%s %s; its log %s ends: %s; %s"
            .formatted(name(), what, command.log(), tail, Failures.INSTEAD));
  }

  /// Whether the log says that another process has the port.
  boolean portWasTaken() {
    return tail().stream().anyMatch(line -> line.contains("Address already in use"));
  }

  private List<String> tail() {
    try {
      List<String> lines = Files.readAllLines(command.log());
      return List.copyOf(lines.subList(Math.max(0, lines.size() - TAIL_LINES), lines.size()));
    } catch (IOException unreadable) {
      return List.of("(unreadable: " + unreadable + ")");
    }
  }

  /// Asks the server to end; returns at once.
  void requestStop() {
    if (process.isAlive()) {
      command.stop().send(process.toHandle());
    }
  }

  /// Ends the server: asks it, waits at most 15 seconds, then kills it and its children.
  void stop() {
    requestStop();
    List<ProcessHandle> children = process.descendants().toList();
    try {
      if (!process.waitFor(STOP_LIMIT.toMillis(), TimeUnit.MILLISECONDS)) {
        kill(children);
      }
    } catch (InterruptedException interrupted) {
      kill(children);
      Thread.currentThread().interrupt();
    }
  }

  private void kill(List<ProcessHandle> children) {
    process.destroyForcibly();
    children.forEach(ProcessHandle::destroyForcibly);
  }
}
