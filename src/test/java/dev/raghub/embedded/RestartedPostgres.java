package dev.raghub.embedded;

import dev.raghub.broker.Tethered;
import dev.raghub.change.Await;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// A PostgreSQL that a test ends and starts again on the same data and the same port. It ends with
/// the test, also where that is killed.
public final class RestartedPostgres implements AutoCloseable {
  /// How it ends.
  public enum End {
    /// Clients are cut off, and a checkpoint is written: what an upgrade does.
    FAST("INT"),
    /// All processes stop where they are, and the next start recovers from the log: a crash.
    IMMEDIATE("QUIT"),
    /// `kill -9` of the first process; the others see it and stop.
    KILLED("KILL");

    private final String signal;

    End(String signal) {
      this.signal = signal;
    }
  }

  private final Path folder;
  private final PostgresServer made;
  private final String password;
  private final ProcessLauncher launcher;
  private Tethered running;

  private RestartedPostgres(Path folder, PostgresServer made, String password) {
    this.folder = folder;
    this.made = made;
    this.password = password;
    this.launcher = ProcessLauncher.forFolder(folder);
    this.running = launch();
  }

  /// Starts an empty one that a gateway can be given; all its roles have this password.
  public static RestartedPostgres start(Path folder, String password) {
    return new RestartedPostgres(folder, make(folder, password), password);
  }

  /// Returns one that is stopped.
  private static PostgresServer make(Path folder, String password) {
    try (EmbeddedPostgres embedded = EmbeddedPostgres.start(EmbeddedTestPaths.settings(folder))) {
      PostgresServer made = embedded.server();
      made.provision("raghub", "raghub_owner", password, "raghub_app", password);
      try (Connection connection =
              DriverManager.getConnection(
                  made.jdbcUrl("postgres"), made.superuser(), made.password());
          Statement statement = connection.createStatement()) {
        statement.execute("ALTER ROLE %s PASSWORD '%s'".formatted(made.superuser(), password));
      }
      return made;
    } catch (SQLException refused) {
      throw new IllegalStateException(refused);
    }
  }

  /// What a gateway and its test need to know to work on it.
  public Map<String, String> settings() {
    return Map.of(
        "raghub.database.url", jdbcUrl("raghub"),
        "raghub.database.password", password,
        "raghub.database.owner-password", password,
        "raghub.test.superuser-password", password,
        "SHOP_IT_PASSWORD", password);
  }

  public String jdbcUrl(String database) {
    return made.jdbcUrl(database);
  }

  /// Ends it and waits until all of its processes are gone.
  public void end(End how) {
    List<ProcessHandle> all = Orphans.find("postgres", made.data());
    signal(how, pid());
    Await.until("it is gone", () -> all.stream().noneMatch(ProcessHandle::isAlive));
    running.kill();
  }

  /// Starts it again and waits until it answers.
  public void startAgain() {
    running = launch();
  }

  private Tethered launch() {
    List<String> command = new ArrayList<>(launcher.prefix());
    // The tether gives it a session of its own.
    command.remove("setsid");
    command.add(made.installation().resolve("bin/postgres").toString());
    command.addAll(List.of("-D", made.data().toString()));
    Tethered started = Tethered.start(command, Map.of("LC_ALL", "C"), folder.resolve("again.log"));
    Await.until("it answers", this::answers);
    return started;
  }

  /// The first line of its pid file.
  private long pid() {
    try {
      return Long.parseLong(
          Files.readAllLines(made.data().resolve("postmaster.pid")).getFirst().strip());
    } catch (IOException none) {
      throw new UncheckedIOException(none);
    }
  }

  private void signal(End how, long pid) {
    try {
      launcher
          .builder(
              List.of(
                  made.installation().resolve("bin/pg_ctl").toString(),
                  "kill",
                  how.signal,
                  String.valueOf(pid)))
          .inheritIO()
          .start()
          .waitFor();
    } catch (IOException refused) {
      throw new UncheckedIOException(refused);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  private boolean answers() {
    // With a wrong password: whoever says that has come up.
    try (Connection connection =
        DriverManager.getConnection(made.jdbcUrl("postgres"), made.superuser(), "none")) {
      return connection.isValid(1);
    } catch (SQLException refused) {
      return "28P01".equals(refused.getSQLState());
    }
  }

  @Override
  public void close() {
    running.kill();
    Tethered.discard(folder);
  }
}
