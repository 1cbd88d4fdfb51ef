package dev.raghub.embedded;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// Ends PostgreSQL by SIGINT, a "fast" shutdown: clients are cut off, then it writes a checkpoint.
/// Java can only send SIGTERM, upon which PostgreSQL would wait for its clients to go.
record PostgresStop(ProcessLauncher launcher, Path installation) implements StopSignal {
  private static final int LIMIT_SECONDS = 5;

  @Override
  public void send(ProcessHandle process) {
    String program = installation.resolve("bin/pg_ctl").toString();
    List<String> command = List.of(program, "kill", "INT", String.valueOf(process.pid()));
    try {
      Process signal =
          launcher
              .builder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      if (!signal.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
        signal.destroyForcibly();
      }
    } catch (IOException unable) {
      // Without a fast shutdown the slow one still ends it, once its clients are gone.
      process.destroy();
    } catch (InterruptedException cause) {
      Thread.currentThread().interrupt();
      process.destroy();
    }
  }
}
