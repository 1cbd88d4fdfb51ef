package dev.raghub.embedded;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/// Makes roles and databases over one superuser connection. Names travel as parameters: the
/// server's `format` quotes them into the statements that take no parameters.
final class PostgresAdministration {
  private final Connection connection;

  PostgresAdministration(Connection connection) {
    this.connection = connection;
  }

  void createDatabase(String name) throws SQLException {
    execute("select format('create database %I', ?::text)", name);
  }

  /// The server keeps a SCRAM verifier of the password, and its log never shows statements.
  void ensureLogin(String role, String password) throws SQLException {
    if (!exists("select 1 from pg_roles where rolname = ?", role)) {
      execute("select format('create role %I', ?::text)", role);
    }
    execute(
        """
        select format('alter role %I login nosuperuser nobypassrls nocreatedb nocreaterole
        noreplication', ?::text)
        """,
        role);
    execute("select format('alter role %I password %L', ?::text, ?::text)", role, password);
  }

  void ensureDatabase(String database, String owner) throws SQLException {
    if (exists("select 1 from pg_database where datname = ?", database)) {
      execute("select format('alter database %I owner to %I', ?::text, ?::text)", database, owner);
    } else {
      execute("select format('create database %I owner %I', ?::text, ?::text)", database, owner);
    }
  }

  void allowConnections(String database, String role) throws SQLException {
    execute("select format('revoke all on database %I from public', ?::text)", database);
    execute(
        "select format('grant connect on database %I to %I', ?::text, ?::text)", database, role);
  }

  boolean ensureExtension(String extension) throws SQLException {
    if (!exists("select 1 from pg_available_extensions where name = ?", extension)) {
      return false;
    }
    execute("select format('create extension if not exists %I', ?::text)", extension);
    return true;
  }

  private boolean exists(String query, String name) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(query)) {
      statement.setString(1, name);
      try (ResultSet rows = statement.executeQuery()) {
        return rows.next();
      }
    }
  }

  private void execute(String template, String... names) throws SQLException {
    try (PreparedStatement formatting = connection.prepareStatement(template);
        Statement statement = connection.createStatement()) {
      for (int i = 0; i < names.length; i++) {
        formatting.setString(i + 1, names[i]);
      }
      try (ResultSet rows = formatting.executeQuery()) {
        rows.next();
        statement.execute(rows.getString(1));
      }
    }
  }
}
