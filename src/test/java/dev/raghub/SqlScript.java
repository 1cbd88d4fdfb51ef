package dev.raghub;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Locale;
import org.postgresql.copy.CopyManager;
import org.postgresql.core.BaseConnection;

/// Runs a script as `psql` would, as far as dumps need it: COPY blocks, dollar quotes, nested
/// comments. Backslash commands and statements that create or drop databases are skipped.
public final class SqlScript {
  private final String script;
  private final Connection connection;
  private int at;

  private SqlScript(String script, Connection connection) {
    this.script = script;
    this.connection = connection;
  }

  /// Runs a file of UTF-8 text against a database.
  public static void run(String jdbcUrl, Path file) {
    try {
      run(jdbcUrl, Files.readString(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Runs a script against a database, each statement in a transaction of its own.
  public static void run(String jdbcUrl, String script) {
    try (Connection connection = DriverManager.getConnection(jdbcUrl)) {
      new SqlScript(script, connection).run();
    } catch (SQLException | IOException e) {
      throw new IllegalStateException("script failed: " + e.getMessage(), e);
    }
  }

  private void run() throws SQLException, IOException {
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
      execute(sql);
    }
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
