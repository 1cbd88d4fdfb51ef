package dev.raghub.source;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;

/// Opens sessions at foreign databases, read-only unless said otherwise. Times are read in UTC and
/// ISO form, so that a value has the same text in every session.
public final class PostgresSession {
  private static final String SESSION =
      """
      SET SESSION CHARACTERISTICS AS TRANSACTION READ ONLY;
      SET TimeZone = 'UTC';
      SET DateStyle = 'ISO, YMD';
      SET IntervalStyle = 'postgres';
      SET jit = off""";

  private PostgresSession() {}

  /// Connects, or throws `SOURCE_UNREACHABLE` or `SOURCE_CREDENTIALS_REFUSED`.
  public static Connection open(DatabaseAddress address, SourceLimits limits) {
    return open(address, login(address, limits));
  }

  /// The same for the few who write there: into the queue, its triggers, slots and publications.
  ///
  /// @param doing what is said to have failed where one of the statements does
  static Connection openForWriting(DatabaseAddress address, String doing, String... statements) {
    Connection connection = open(address, SourceLimits.DEFAULT);
    try (Statement statement = connection.createStatement()) {
      statement.execute("SET SESSION CHARACTERISTICS AS TRANSACTION READ WRITE");
      for (String next : statements) {
        statement.execute(next);
      }
      return connection;
    } catch (SQLException e) {
      closeQuietly(connection);
      throw PostgresFaults.reading(address, doing, e);
    }
  }

  /// A session that can stream the write-ahead log; values in it have the same text.
  static Connection openLog(DatabaseAddress address, SourceLimits limits) {
    Properties login = login(address, limits);
    login.setProperty("replication", "database");
    login.setProperty("assumeMinServerVersion", "12");
    login.setProperty("preferQueryMode", "simple");
    return open(address, login);
  }

  /// Ends a session whose end nobody waits for.
  static void closeQuietly(Connection connection) {
    try {
      connection.close();
    } catch (SQLException endedAlready) {
      // Nothing is left to be closed.
    }
  }

  private static Connection open(DatabaseAddress address, Properties login) {
    try {
      Connection connection = DriverManager.getConnection(address.url(), login);
      try (Statement statement = connection.createStatement()) {
        statement.execute(SESSION);
      } catch (SQLException e) {
        connection.close();
        throw e;
      }
      return connection;
    } catch (SQLException e) {
      throw PostgresFaults.connecting(address, e);
    }
  }

  private static Properties login(DatabaseAddress address, SourceLimits limits) {
    Properties properties = new Properties();
    if (!address.user().isEmpty()) {
      properties.setProperty("user", address.user());
    }
    if (!address.password().isEmpty()) {
      properties.setProperty("password", address.password());
    }
    String connectSeconds = String.valueOf(limits.connectTimeout().toSeconds());
    properties.setProperty("connectTimeout", connectSeconds);
    properties.setProperty("loginTimeout", connectSeconds);
    properties.setProperty("socketTimeout", String.valueOf(limits.socketTimeout().toSeconds()));
    properties.setProperty("ApplicationName", "raghub");
    properties.setProperty("tcpKeepAlive", "true");
    return properties;
  }
}
