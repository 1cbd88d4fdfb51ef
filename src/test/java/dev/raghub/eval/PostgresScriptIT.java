package dev.raghub.eval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.raghub.TestPostgres;
import dev.raghub.fault.ErrorCode;
import dev.raghub.fault.RaghubException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class PostgresScriptIT {
  @Test
  void runsWhatDumpsConsistOf() throws SQLException {
    String url = TestPostgres.freshDatabase();

    PostgresScript.run(
        url,
        """
        -- a comment; with a semicolon
        DROP DATABASE known;
        \\c known
        /* one /* inside */ another; */
        CREATE TABLE word (id integer, text text);
        COPY word (id, text) FROM stdin;
        1\tone; or 'more'
        2\t\\N
        \\.
        INSERT INTO word VALUES (3, E'it\\'s; three'), (4, 'semi;colon');
        CREATE FUNCTION five() RETURNS text LANGUAGE sql AS $body$ SELECT 'five;'; $body$;
        INSERT INTO word SELECT 5, five()""");

    assertThat(ask(url, "SELECT string_agg(coalesce(text, 'nothing'), '|' ORDER BY id) FROM word"))
        .isEqualTo("one; or 'more'|nothing|it's; three|semi;colon|five;");
  }

  @Test
  void namesTheLineOfAStatementThatFails() {
    String url = TestPostgres.freshDatabase();

    assertRefused(
        ErrorCode.INVALID_REQUEST,
        "the statement in line 2 of the script fails (SQLSTATE 42P01);"
            + " expected a script for this database",
        () ->
            PostgresScript.run(url, "CREATE TABLE a (b text);\nINSERT INTO missing\nVALUES (1);"));
  }

  @Test
  void refusesAFileThatIsNotThere() {
    assertRefused(
        ErrorCode.NOT_FOUND,
        "script missing.sql is not readable; expected UTF-8 text",
        () -> PostgresScript.run("jdbc:postgresql:unused", Path.of("missing.sql")));
  }

  @Test
  void refusesADatabaseThatIsNotThere() {
    String url = TestPostgres.freshDatabase().replaceFirst("/test_\\w+", "/missing");

    assertRefused(
        ErrorCode.DATABASE_UNAVAILABLE,
        "no session for a script (SQLSTATE 3D000); expected a database that can be written",
        () -> PostgresScript.run(url, "SELECT 1"));
  }

  private static void assertRefused(ErrorCode code, String message, ThrowingCallable call) {
    assertThatExceptionOfType(RaghubException.class)
        .isThrownBy(call)
        .withMessage(message)
        .satisfies(refused -> assertThat(refused.code()).isEqualTo(code));
  }

  private static String ask(String url, String sql) throws SQLException {
    try (Connection connection = DriverManager.getConnection(url);
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      row.next();
      return row.getString(1);
    }
  }
}
