package dev.raghub.eval;

import dev.raghub.source.DatabaseAddress;
import dev.raghub.source.PostgresFaults;
import dev.raghub.source.PostgresSession;
import dev.raghub.source.SourceLimits;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Draws the instances of templates from a database, in a session that only reads.
final class PostgresInstances implements AutoCloseable {
  private static final String ANSWER = "answer";
  private static final String GOLD = "gold";

  private final Connection connection;
  private final DatabaseAddress address;

  PostgresInstances(DatabaseAddress address) {
    this.address = address;
    this.connection = PostgresSession.open(address, SourceLimits.DEFAULT);
  }

  /// Up to so many instances; the same for the same seed and database.
  List<Instance> sample(SqlTemplate template, long seed, int count) {
    List<Instance> instances = new ArrayList<>();
    try (PreparedStatement statement = connection.prepareStatement(statement(template))) {
      statement.setString(1, Long.toString(seed));
      statement.setString(2, template.id());
      statement.setInt(3, count);
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          instances.add(instance(template, row));
        }
      }
    } catch (SQLException e) {
      throw PostgresFaults.reading(address, "drawing from template " + template.id(), e);
    }
    return instances;
  }

  /// A hash of the seed and the whole row puts all instances into an order that has nothing to do
  /// with how they are stored; the first of them are the sample. The template's name is hashed too,
  /// so that two templates over the same rows do not ask about the same ones.
  private static String statement(SqlTemplate template) {
    return """
        SELECT * FROM (
        %s
        ) AS instance
        ORDER BY md5(concat_ws(' ', CAST(? AS text), CAST(? AS text), instance::text)),
                 instance::text
        LIMIT ?"""
        .formatted(template.sql());
  }

  private static Instance instance(SqlTemplate template, ResultSet row) throws SQLException {
    Map<String, String> slots = new HashMap<>();
    ResultSetMetaData columns = row.getMetaData();
    for (int at = 1; at <= columns.getColumnCount(); at++) {
      String name = columns.getColumnLabel(at);
      if (!name.equals(ANSWER) && !name.equals(GOLD)) {
        slots.put(name, oneLine(template, name, row.getString(at)));
      }
    }
    return new Instance(slots, texts(template, ANSWER, row), texts(template, GOLD, row));
  }

  private static List<String> texts(SqlTemplate template, String column, ResultSet row)
      throws SQLException {
    Array array = row.getArray(column);
    @Nullable String[] values =
        array == null ? new String[0] : (@Nullable String[]) array.getArray();
    if (values.length == 0) {
      throw SqlTemplate.broken(
          "template \"%s\" gives no %s; expected at least one".formatted(template.id(), column));
    }
    return Arrays.stream(values).map(value -> oneLine(template, column, value)).toList();
  }

  /// As people type it, and as rows show it.
  private static String oneLine(SqlTemplate template, String column, @Nullable String value) {
    if (value == null || value.isBlank()) {
      throw SqlTemplate.broken(
          "template \"%s\" gives an empty %s; expected a value".formatted(template.id(), column));
    }
    return value.replaceAll("\\s+", " ").strip();
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
