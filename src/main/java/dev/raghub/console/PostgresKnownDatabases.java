package dev.raghub.console;

import dev.raghub.embedded.PostgresServer;
import dev.raghub.eval.PostgresScript;
import dev.raghub.fault.ErrorCode;
import dev.raghub.fault.RaghubException;
import dev.raghub.source.DatabaseAddress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;

/// Databases that many people know, loaded from their dumps into the embedded server. A comment on
/// the database says that its dump was loaded to the end.
final class PostgresKnownDatabases {
  private static final Map<String, String> DUMPS =
      Map.of(
          "pagila", "pagila_neon.sql",
          "chinook", "chinook_postgresql.sql",
          "northwind", "northwind.sql");
  private static final String LOADED = "loaded by raghub eval";

  private final PostgresServer server;
  private final Path folder;

  /// INVALID_REQUEST where one of the dumps is not in the folder.
  PostgresKnownDatabases(PostgresServer server, Path folder) {
    this.server = server;
    this.folder = folder;
  }

  /// Refuses a folder that lacks a dump, before anything is started for it.
  static void require(Path folder, List<String> names) {
    for (String name : names) {
      Path dump = folder.resolve(DUMPS.getOrDefault(name, ""));
      if (!Files.isRegularFile(dump)) {
        throw new RaghubException(
            ErrorCode.INVALID_REQUEST,
            "there is no %s; name the folder of the dumps (docs/sql-gold.md says where they are from)"
                .formatted(dump));
      }
    }
  }

  /// Where a database is, loaded if it is not there yet.
  DatabaseAddress of(String name) {
    String url = server.jdbcUrl(name);
    if (!loaded(name)) {
      execute("DROP DATABASE IF EXISTS " + name);
      server.createDatabase(name);
      PostgresScript.run(withLogin(url), script(name));
      execute("COMMENT ON DATABASE " + name + " IS '" + LOADED + "'");
    }
    return new DatabaseAddress(url, server.superuser(), server.password());
  }

  private String script(String name) {
    Path dump = folder.resolve(DUMPS.getOrDefault(name, ""));
    try {
      return Files.readString(dump);
    } catch (IOException unreadable) {
      throw new RaghubException(ErrorCode.INVALID_REQUEST, "cannot read " + dump, unreadable);
    }
  }

  private String withLogin(String url) {
    String separator = url.contains("?") ? "&" : "?";
    return url + separator + "user=" + server.superuser() + "&password=" + server.password();
  }

  private boolean loaded(String name) {
    try (Connection connection = connect();
        Statement statement = connection.createStatement();
        ResultSet found =
            statement.executeQuery(
                "SELECT FROM pg_database WHERE datname = '%s' AND shobj_description(oid, 'pg_database') = '%s'"
                    .formatted(name, LOADED))) {
      return found.next();
    } catch (SQLException failure) {
      throw unavailable(failure);
    }
  }

  private void execute(String sql) {
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException failure) {
      throw unavailable(failure);
    }
  }

  private Connection connect() throws SQLException {
    return DriverManager.getConnection(
        server.jdbcUrl("postgres"), server.superuser(), server.password());
  }

  private static RaghubException unavailable(SQLException failure) {
    return new RaghubException(
        ErrorCode.DATABASE_UNAVAILABLE, "the embedded database does not do as told", failure);
  }
}
