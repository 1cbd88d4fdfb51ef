package dev.raghub.embedded;

import dev.raghub.fault.ErrorCode;
import dev.raghub.fault.RaghubException;
import java.sql.Connection;
import java.sql.SQLException;
import org.postgresql.ds.PGSimpleDataSource;

/// Opens short connections as the superuser of one database.
record PostgresConnections(String url, String user, String password) {
  /// Administrative work that returns something.
  @FunctionalInterface
  interface Computation<T> {
    T compute(PostgresAdministration administration) throws SQLException;
  }

  /// Administrative work.
  @FunctionalInterface
  interface Work {
    void perform(PostgresAdministration administration) throws SQLException;
  }

  Connection open() throws SQLException {
    PGSimpleDataSource source = new PGSimpleDataSource();
    source.setUrl(url);
    source.setUser(user);
    source.setPassword(password);
    return source.getConnection();
  }

  void administrate(Work work) {
    compute(
        administration -> {
          work.perform(administration);
          return true;
        });
  }

  <T> T compute(Computation<T> computation) {
    try (Connection connection = open()) {
      return computation.compute(new PostgresAdministration(connection));
    } catch (SQLException cause) {
      throw new RaghubException(
          ErrorCode.DATABASE_UNAVAILABLE,
          "The embedded PostgreSQL refused an administrative statement (SQL state "
              + cause.getSQLState()
              + ")",
          cause);
    }
  }

  @Override
  public String toString() {
    return "PostgresConnections[" + url + "]";
  }
}
