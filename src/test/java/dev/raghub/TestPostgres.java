package dev.raghub;

import dev.raghub.embedded.EmbeddedPostgres;
import dev.raghub.embedded.EmbeddedSettings;
import dev.raghub.embedded.PostgresServer;
import dev.raghub.fault.ErrorCode;
import dev.raghub.fault.RaghubException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

/// Empty databases for tests, all in one real PostgreSQL per JVM that is started at first use and
/// is gone, with its data, when the JVM ends.
public final class TestPostgres {
  private static final Path TARGET = Path.of("target").toAbsolutePath();

  private TestPostgres() {}

  /// The JDBC URL, with the superuser and its password, of a new empty database. The next one is
  /// made meanwhile, so that a test rarely waits.
  public static synchronized String freshDatabase() {
    String name = Shared.prepared.join();
    Shared.prepared = Shared.prepare();
    return url(Shared.SERVER, name);
  }

  private static String url(PostgresServer server, String database) {
    return "%s?user=%s&password=%s"
        .formatted(server.jdbcUrl(database), server.superuser(), server.password());
  }

  /// The server itself, for tests that provision roles or databases of their own.
  public static PostgresServer server() {
    return Shared.SERVER;
  }

  private static final class Shared {
    static final PostgresServer SERVER = start();
    static final Connection CONNECTION = connect();
    static CompletableFuture<String> prepared = prepare();

    private Shared() {}

    private static PostgresServer start() {
      Path usual = TARGET.resolve("test-postgres");
      try {
        return start(usual);
      } catch (RaghubException refused) {
        if (refused.code() != ErrorCode.FOLDER_IN_USE) {
          throw refused;
        }
        // Another build runs in this working tree, or another class loader in this JVM.
        return start(usual.resolveSibling("test-postgres-" + UUID.randomUUID()));
      }
    }

    private static PostgresServer start(Path folder) {
      EmbeddedSettings settings =
          EmbeddedSettings.in(folder).withBinaries(TARGET.resolve("test-binaries"));
      EmbeddedPostgres postgres = EmbeddedPostgres.start(settings);
      Runtime.getRuntime().addShutdownHook(new Thread(() -> discard(postgres, folder)));
      return postgres.server();
    }

    // What is deleted at the end need not survive a power cut; a new database is ready sooner.
    private static Connection connect() {
      try {
        Connection connection = DriverManager.getConnection(url(SERVER, "postgres"));
        try (Statement statement = connection.createStatement()) {
          statement.execute("alter system set fsync = off");
          statement.execute("alter system set synchronous_commit = off");
          statement.execute("alter system set full_page_writes = off");
          statement.execute("select pg_reload_conf()");
        }
        return connection;
      } catch (SQLException cause) {
        throw new IllegalStateException("Cannot set up the test databases", cause);
      }
    }

    static CompletableFuture<String> prepare() {
      return CompletableFuture.supplyAsync(Shared::createDatabase);
    }

    private static String createDatabase() {
      String name = "test_" + UUID.randomUUID().toString().replace("-", "");
      try (Statement statement = CONNECTION.createStatement()) {
        // Copied as files, which takes a third of the time when fsync is off.
        statement.execute("create database " + name + " strategy file_copy");
        return name;
      } catch (SQLException cause) {
        throw new IllegalStateException("Cannot create the test database " + name, cause);
      }
    }

    private static void discard(EmbeddedPostgres postgres, Path folder) {
      postgres.close();
      try (Stream<Path> all = Files.walk(folder)) {
        List<Path> paths = all.sorted(Comparator.reverseOrder()).toList();
        for (Path path : paths) {
          Files.deleteIfExists(path);
        }
      } catch (IOException cause) {
        throw new UncheckedIOException(cause);
      }
    }
  }
}
