package dev.raghub.source;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.Properties;

/// One read-only session at a foreign database. Not safe for threads; one per reading task.
///
/// Times are read in UTC and ISO form. Nothing is ever written, not even a temporary table.
public final class PostgresSource implements AutoCloseable {
  private static final String SESSION =
      """
      SET SESSION CHARACTERISTICS AS TRANSACTION READ ONLY;
      SET TimeZone = 'UTC';
      SET DateStyle = 'ISO, YMD';
      SET IntervalStyle = 'postgres';
      SET jit = off""";

  private final Connection connection;
  private final DatabaseAddress address;
  private final SourceLimits limits;

  private PostgresSource(Connection connection, DatabaseAddress address, SourceLimits limits) {
    this.connection = connection;
    this.address = address;
    this.limits = limits;
  }

  /// Connects with the default limits.
  public static PostgresSource connect(DatabaseAddress address) {
    return connect(address, SourceLimits.DEFAULT);
  }

  /// Connects, or throws `SOURCE_UNREACHABLE` or `SOURCE_CREDENTIALS_REFUSED`.
  public static PostgresSource connect(DatabaseAddress address, SourceLimits limits) {
    try {
      Connection connection = DriverManager.getConnection(address.url(), login(address, limits));
      try (Statement statement = connection.createStatement()) {
        statement.execute(SESSION);
      } catch (SQLException e) {
        connection.close();
        throw e;
      }
      return new PostgresSource(connection, address, limits);
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

  /// Tables and views without samples.
  public Catalog catalog() {
    return new Catalog(new PostgresCatalog(connection, address).tables(), Map.of());
  }

  /// Tables, views and what the mapping's queries give: enough for [MappingCheck].
  public Catalog catalog(Mapping mapping) {
    PostgresCatalog reader = new PostgresCatalog(connection, address);
    return new Catalog(reader.tables(), reader.queries(mapping));
  }

  /// Tables with samples of up to 1,000 rows each: enough for [SchemaDraft].
  public Catalog sampledCatalog() {
    PostgresSample sample = new PostgresSample(connection, address);
    return new Catalog(
        new PostgresCatalog(connection, address).tables().stream().map(sample::take).toList(),
        Map.of());
  }

  /// A reader of the mapping's rows through this session. Reads the catalog once, so keep it for a
  /// run; a table that changes under it later is reported as `SOURCE_CHANGED`.
  public PostgresReader reader(Mapping mapping) {
    return new PostgresReader(connection, address, limits, mapping, catalog(mapping));
  }

  @Override
  public void close() {
    try {
      connection.close();
    } catch (SQLException e) {
      throw PostgresFaults.reading(address, "closing the connection", e);
    }
  }
}
