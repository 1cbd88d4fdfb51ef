package dev.raghub.source;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;

/// One [session][PostgresSession] at a foreign database. Not safe for threads; one per reading
/// task.
public final class PostgresSource implements AutoCloseable {
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
    return new PostgresSource(PostgresSession.open(address, limits), address, limits);
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

  /// What counts, adds up and orders the mapping's rows through this session, whose statements the
  /// server cancels from now on when they take longer than the timeout. Reads the catalog once.
  public PostgresAggregates aggregates(Mapping mapping, Duration timeout) {
    String milliseconds = String.valueOf(Math.max(1, timeout.toMillis()));
    try (PreparedStatement limit =
        connection.prepareStatement("SELECT set_config('statement_timeout', ?, false)")) {
      limit.setString(1, milliseconds);
      limit.execute();
    } catch (SQLException e) {
      throw PostgresFaults.reading(address, "setting the timeout", e);
    }
    return new PostgresAggregates(connection, address, limits, mapping, catalog(mapping));
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
