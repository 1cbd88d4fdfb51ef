package dev.raghub.source;

import dev.raghub.source.TriggerPlan.Told;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/// Installs, checks and removes triggers in a customer's database: the only thing that raghub ever
/// writes there. Each table is changed in its own short transaction that gives up after a few
/// seconds rather than queue before the table's writers.
public final class PostgresTriggers implements AutoCloseable {
  private static final String LOCK_TIMEOUT = "SET LOCAL lock_timeout = '5s'";

  private final Connection connection;
  private final DatabaseAddress address;

  private PostgresTriggers(Connection connection, DatabaseAddress address) {
    this.connection = connection;
    this.address = address;
  }

  /// Connects with a role that may create a schema and triggers on the tables.
  public static PostgresTriggers connect(DatabaseAddress address) {
    Connection connection = PostgresSession.openForWriting(address, "preparing the session");
    try {
      connection.setAutoCommit(false);
    } catch (SQLException e) {
      PostgresSession.closeQuietly(connection);
      throw PostgresFaults.reading(address, "preparing the session", e);
    }
    return new PostgresTriggers(connection, address);
  }

  /// All statements that [#install] runs, for people who run them themselves.
  public static List<String> script(List<Told> told, String role, boolean notify) {
    List<String> statements = new ArrayList<>(TriggerScript.QUEUE);
    statements.addAll(role.isEmpty() ? List.of() : TriggerScript.grants(role));
    told.forEach(table -> statements.addAll(new TriggerScript(table, notify).install()));
    return List.copyOf(statements);
  }

  /// All statements that [#remove] runs.
  public static List<String> removal(List<Told> told) {
    return told.stream().flatMap(it -> new TriggerScript(it, true).remove().stream()).toList();
  }

  /// Makes the queue, and the triggers of these tables, or makes them anew.
  ///
  /// @param role of the gateway at the source; empty = the one that is connected
  public void install(List<Told> told, String role, boolean notify) {
    List<String> queue = new ArrayList<>(TriggerScript.QUEUE);
    queue.addAll(role.isEmpty() ? List.of() : TriggerScript.grants(role));
    inTransaction("installing the queue", queue);
    told.forEach(
        table ->
            inTransaction(
                "installing triggers on " + table.tableName(),
                new TriggerScript(table, notify).install()));
  }

  /// What is missing, out of date or switched off; nothing when all is well.
  public List<String> check(List<Told> told) {
    List<String> problems = new ArrayList<>();
    for (Told table : told) {
      TriggerScript quiet = new TriggerScript(table, false);
      List<String> good =
          List.of(new TriggerScript(table, true).fingerprint(), quiet.fingerprint());
      List<String> comments =
          strings(
              "SELECT obj_description(p.oid, 'pg_proc') FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace "
                  + "WHERE n.nspname = 'raghub' AND p.proname = ?",
              quiet.name());
      List<String> enabled =
          strings(
              "SELECT tgname FROM pg_trigger WHERE starts_with(tgname, ?) AND tgenabled IN ('O', 'A') "
                  + "AND tgparentid = 0",
              quiet.name() + "_");
      if (comments.isEmpty()) {
        problems.add("%s: %s does not tell".formatted(table.source(), table.tableName()));
      } else if (!good.contains(comments.getFirst())) {
        problems.add(
            "%s: the triggers on %s are of another mapping or version"
                .formatted(table.source(), table.tableName()));
      } else if (enabled.size() < 3) {
        problems.add(
            "%s: %d of 3 triggers on %s are there and enabled"
                .formatted(table.source(), enabled.size(), table.tableName()));
      }
    }
    return List.copyOf(problems);
  }

  /// Takes the triggers of these tables away, and the queue when no other triggers are left.
  /// Returns how many entries were lost with it.
  public long remove(List<Told> told) {
    for (Told table : told) {
      inTransaction(
          "removing triggers from " + table.tableName(), new TriggerScript(table, true).remove());
    }
    boolean unused =
        strings(
                "SELECT p.proname FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace WHERE n.nspname = ? AND p.proname LIKE 'raghub\\_%'",
                "raghub")
            .isEmpty();
    List<String> queues =
        strings(
            "SELECT tablename FROM pg_tables WHERE schemaname = ? AND tablename = 'change_queue'",
            "raghub");
    if (!unused || queues.isEmpty()) {
      return 0;
    }
    long left =
        Long.parseLong(
            strings("SELECT count(*)::text FROM raghub.change_queue WHERE kind <> ?", "")
                .getFirst());
    inTransaction(
        "removing the queue", List.of("DROP TABLE raghub.change_queue", "DROP SCHEMA raghub"));
    return left;
  }

  @Override
  public void close() {
    try {
      connection.close();
    } catch (SQLException e) {
      throw PostgresFaults.reading(address, "closing the connection", e);
    }
  }

  private void inTransaction(String doing, List<String> statements) {
    try (Statement statement = connection.createStatement()) {
      statement.execute(LOCK_TIMEOUT);
      for (String sql : statements) {
        statement.execute(sql);
      }
      connection.commit();
    } catch (SQLException e) {
      rollBack();
      throw PostgresFaults.reading(address, doing, e);
    }
  }

  private List<String> strings(String query, String parameter) {
    List<String> found = new ArrayList<>();
    try (PreparedStatement statement = connection.prepareStatement(query)) {
      statement.setString(1, parameter);
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          String value = rows.getString(1);
          found.add(value == null ? "" : value);
        }
      }
      connection.rollback();
      return found;
    } catch (SQLException e) {
      throw PostgresFaults.reading(address, "looking at triggers", e);
    }
  }

  private void rollBack() {
    try {
      connection.rollback();
    } catch (SQLException e) {
      throw PostgresFaults.reading(address, "rolling back", e);
    }
  }
}
