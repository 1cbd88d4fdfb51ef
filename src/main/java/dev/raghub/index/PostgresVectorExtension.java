package dev.raghub.index;

import dev.raghub.fault.ErrorCode;
import dev.raghub.fault.RaghubException;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;

/// Whether the database holds the tables that pgvector needs; they are there where the extension
/// is.
@ApplicationScoped
public class PostgresVectorExtension {
  private final DataSource dataSource;

  PostgresVectorExtension(DataSource dataSource) {
    this.dataSource = dataSource;
  }

  boolean present() {
    try (Connection connection = dataSource.getConnection();
        Statement statement = connection.createStatement();
        ResultSet found =
            statement.executeQuery("SELECT to_regclass('passage_vector') IS NOT NULL")) {
      return found.next() && found.getBoolean(1);
    } catch (SQLException failure) {
      throw new RaghubException(
          ErrorCode.DATABASE_UNAVAILABLE,
          "the database does not answer; try again shortly",
          failure);
    }
  }
}
