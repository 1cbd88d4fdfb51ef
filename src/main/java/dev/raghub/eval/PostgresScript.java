package dev.raghub.eval;

import dev.raghub.fault.ErrorCode;
import dev.raghub.fault.RaghubException;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Locale;
import org.postgresql.copy.CopyManager;
import org.postgresql.core.BaseConnection;

/// Loads a database from its dump: runs a script as `psql` would, as far as dumps need it, with
/// COPY blocks, dollar quotes and nested comments. Backslash commands and statements that create or
/// drop databases are skipped. What ran before a statement that fails stays.
public final class PostgresScript {
  private final String script;
  private final Connection connection;
  private int at;

  private PostgresScript(String script, Connection connection) {
    this.script = script;
    this.connection = connection;
  }

  /// Runs a file of UTF-8 text against a database; `NOT_FOUND` when there is no such file.
  public static void run(String jdbcUrl, Path file) {
    try {
      run(jdbcUrl, Files.readString(file));
    } catch (IOException e) {
      throw new RaghubException(
          ErrorCode.NOT_FOUND, "script %s is not readable; expected UTF-8 text".formatted(file), e);
    }
  }

  /// Runs a script against a database, each statement in a transaction of its own. Throws
  /// `DATABASE_UNAVAILABLE` when nobody lets us in, `INVALID_REQUEST` for a statement that fails.
  public static void run(String jdbcUrl, String script) {
    try (Connection connection = DriverManager.getConnection(jdbcUrl)) {
      new PostgresScript(script, connection).run();
    } catch (SQLException e) {
      throw new RaghubException(
          ErrorCode.DATABASE_UNAVAILABLE,
          "no session for a script (SQLSTATE %s); expected a database that can be written"
              .formatted(e.getSQLState()),
          e);
    }
  }

  private void run() {
    while (at < script.length()) {
      skipBlank();
      if (at < script.length() && script.charAt(at) == '\\') {
        at = lineEnd();
        continue;
      }
      int from = at;
      skipStatement();
      String sql = script.substring(from, at).strip();
      at++;
      try {
        execute(sql);
      } catch (SQLException | IOException e) {
        throw failed(from, e);
      }
    }
  }

  /// The server's message may quote rows, so it is only the cause.
  private RaghubException failed(int from, Exception thrown) {
    String state =
        thrown instanceof SQLException sql ? " (SQLSTATE " + sql.getSQLState() + ")" : "";
    return new RaghubException(
        ErrorCode.INVALID_REQUEST,
        "the statement in line %d of the script fails%s; expected a script for this database"
            .formatted(
                script.substring(0, from).chars().filter(each -> each == '\n').count() + 1, state),
        thrown);
  }

  private void execute(String sql) throws SQLException, IOException {
    String head = sql.toUpperCase(Locale.ROOT).replaceAll("\\s+", " ");
    if (sql.isEmpty() || head.matches("(CREATE|DROP|ALTER) DATABASE .*")) {
      return;
    }
    // Dropped after PostgreSQL 11; old dumps still set it to its only value.
    if (head.startsWith("SET DEFAULT_WITH_OIDS")) {
      return;
    }
    if (head.startsWith("COPY ") && head.endsWith("FROM STDIN")) {
      copy(sql);
      return;
    }
    try (Statement statement = connection.createStatement()) {
      statement.setEscapeProcessing(false);
      statement.execute(sql);
    }
  }

  private void copy(String sql) throws SQLException, IOException {
    int from = lineEnd() + 1;
    int end = script.startsWith("\\.", from) ? from : script.indexOf("\n\\.", from) + 1;
    CopyManager copying = new CopyManager(connection.unwrap(BaseConnection.class));
    copying.copyIn(sql, new StringReader(script.substring(from, end)));
    at = end + 2;
  }

  private int lineEnd() {
    int end = script.indexOf('\n', at);
    return end < 0 ? script.length() : end;
  }

  private void skipBlank() {
    boolean blank = true;
    while (blank && at < script.length()) {
      if (Character.isWhitespace(script.charAt(at)) || script.charAt(at) == '\uFEFF') {
        at++;
      } else {
        blank = skipComment();
      }
    }
  }

  private boolean skipComment() {
    if (script.startsWith("--", at)) {
      at = lineEnd();
      return true;
    }
    if (!script.startsWith("/*", at)) {
      return false;
    }
    int depth = 0;
    do {
      if (script.startsWith("/*", at)) {
        depth++;
        at += 2;
      } else if (script.startsWith("*/", at)) {
        depth--;
        at += 2;
      } else {
        at++;
      }
    } while (depth > 0 && at < script.length());
    return true;
  }

  /// Moves to the semicolon that ends the statement.
  private void skipStatement() {
    while (at < script.length() && script.charAt(at) != ';') {
      char here = script.charAt(at);
      if (here == '\'' || here == '"') {
        skipQuoted(here);
      } else if (here == '$' && dollarTag() > 0) {
        String tag = script.substring(at, at + dollarTag());
        at = Math.max(script.indexOf(tag, at + tag.length()), at) + tag.length();
      } else if (!skipComment()) {
        at++;
      }
    }
  }

  private void skipQuoted(char quote) {
    boolean escapes =
        quote == '\'' && at > 0 && (script.charAt(at - 1) == 'E' || script.charAt(at - 1) == 'e');
    at++;
    while (at < script.length() && script.charAt(at) != quote) {
      at += escapes && script.charAt(at) == '\\' ? 2 : 1;
    }
    at++;
  }

  /// The length of the dollar quote's tag here, 0 when there is none.
  private int dollarTag() {
    int end = at + 1;
    while (end < script.length()
        && (Character.isLetterOrDigit(script.charAt(end)) || script.charAt(end) == '_')) {
      end++;
    }
    boolean parameter = at + 1 < script.length() && Character.isDigit(script.charAt(at + 1));
    return end < script.length() && script.charAt(end) == '$' && !parameter ? end + 1 - at : 0;
  }
}
