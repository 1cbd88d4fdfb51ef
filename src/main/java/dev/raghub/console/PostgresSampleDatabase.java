package dev.raghub.console;

import dev.raghub.embedded.PostgresServer;
import dev.raghub.fault.ErrorCode;
import dev.raghub.fault.RaghubException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/// The sample source: the database of Learnly, an invented e-learning company.
final class PostgresSampleDatabase {
  static final String NAME = "learnly";
  private static final List<String> SCRIPTS =
      List.of(
          "schema",
          "data-01-base",
          "data-02-api",
          "data-03-courses",
          "data-04-ops",
          "data-05-tickets",
          "data-06-comments",
          "data-07-articles",
          "data-08-articles",
          "data-09-changelog");

  private PostgresSampleDatabase() {}

  /// Makes the database as new and tells where it is: mappings find it through `LEARNLY_*`.
  static void create(PostgresServer server) {
    String url = server.jdbcUrl(NAME);
    if (!exists(server)) {
      server.createDatabase(NAME);
    }
    try (Connection connection =
            DriverManager.getConnection(url, server.superuser(), server.password());
        Statement statement = connection.createStatement()) {
      for (String script : SCRIPTS) {
        statement.execute(text("demo/" + script + ".sql"));
      }
    } catch (SQLException failure) {
      throw new RaghubException(
          ErrorCode.DATABASE_UNAVAILABLE, "cannot load the sample database", failure);
    }
    System.setProperty("LEARNLY_URL", url);
    System.setProperty("LEARNLY_USER", server.superuser());
    System.setProperty("LEARNLY_PASSWORD", server.password());
  }

  static String text(String resource) {
    try (InputStream file =
        Thread.currentThread().getContextClassLoader().getResourceAsStream(resource)) {
      if (file == null) {
        throw new IllegalStateException(resource + " is missing");
      }
      return new String(file.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException unreadable) {
      throw new IllegalStateException(unreadable);
    }
  }

  private static boolean exists(PostgresServer server) {
    try (Connection connection =
            DriverManager.getConnection(
                server.jdbcUrl("postgres"), server.superuser(), server.password());
        Statement statement = connection.createStatement();
        ResultSet found =
            statement.executeQuery("SELECT FROM pg_database WHERE datname = '" + NAME + "'")) {
      return found.next();
    } catch (SQLException failure) {
      throw new RaghubException(
          ErrorCode.DATABASE_UNAVAILABLE, "cannot look at the embedded database", failure);
    }
  }
}
