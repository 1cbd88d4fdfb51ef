package dev.raghub.source;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.postgresql.PGConnection;

/// The queue that triggers write in a customer's database, as one workspace sees it. Not safe for
/// threads.
public final class PostgresTriggerQueue implements AutoCloseable {
  private final Connection connection;
  private final DatabaseAddress address;
  private final String workspace;

  private PostgresTriggerQueue(Connection connection, DatabaseAddress address, String workspace) {
    this.connection = connection;
    this.address = address;
    this.workspace = workspace;
  }

  /// Connects and listens.
  public static PostgresTriggerQueue connect(DatabaseAddress address, String workspace) {
    return new PostgresTriggerQueue(
        PostgresSession.openForWriting(address, "listening", "LISTEN raghub_change"),
        address,
        workspace);
  }

  /// Whether triggers are installed in this database, for whomever.
  public boolean isThere() {
    try (Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery("SELECT to_regclass('raghub.change_queue') IS NOT NULL")) {
      return rows.next() && rows.getBoolean(1);
    } catch (SQLException e) {
      throw PostgresFaults.reading(address, "looking for the queue", e);
    }
  }

  /// Waits for a notification, at most so long.
  public void await(Duration longest) {
    try {
      connection.unwrap(PGConnection.class).getNotifications((int) Math.max(1, longest.toMillis()));
    } catch (SQLException e) {
      throw PostgresFaults.reading(address, "waiting for notifications", e);
    }
  }

  /// Entries that are locked until they are forgotten or given back.
  ///
  /// @param changes as they were told; fewer than `ids` where a key column was null, which no row's
  ///   key is
  /// @param oldest when the first of them was noted, by the source's clock; the end of time for
  ///   none
  public record Taken(List<Long> ids, List<RowChange> changes, Instant oldest) {
    public Taken {
      ids = List.copyOf(ids);
      changes = List.copyOf(changes);
    }
  }

  /// Locks the oldest entries that nobody else has locked.
  public Taken take(int limit) {
    List<Long> ids = new ArrayList<>();
    List<RowChange> changes = new ArrayList<>();
    Instant oldest = Instant.MAX;
    try {
      connection.setAutoCommit(false);
      try (PreparedStatement statement =
          connection.prepareStatement(
              "SELECT id, source, key, kind, noted_at FROM raghub.change_queue WHERE workspace = ? ORDER BY id LIMIT ? FOR UPDATE SKIP LOCKED")) {
        statement.setString(1, workspace);
        statement.setInt(2, limit);
        try (ResultSet rows = statement.executeQuery()) {
          while (rows.next()) {
            ids.add(rows.getLong("id"));
            change(rows).ifPresent(changes::add);
            Instant noted = rows.getTimestamp("noted_at").toInstant();
            oldest = noted.isBefore(oldest) ? noted : oldest;
          }
        }
      }
      return new Taken(ids, changes, oldest);
    } catch (SQLException e) {
      throw PostgresFaults.reading(address, "taking changes", e);
    }
  }

  /// Deletes what was taken.
  public void forget(Taken taken) {
    try (PreparedStatement statement =
        connection.prepareStatement("DELETE FROM raghub.change_queue WHERE id = ANY(?)")) {
      Array ids = connection.createArrayOf("bigint", taken.ids().toArray());
      statement.setArray(1, ids);
      statement.executeUpdate();
      connection.commit();
      connection.setAutoCommit(true);
    } catch (SQLException e) {
      throw PostgresFaults.reading(address, "forgetting changes", e);
    }
  }

  /// Leaves what was taken to whoever comes next.
  public void giveBack() {
    try {
      connection.rollback();
      connection.setAutoCommit(true);
    } catch (SQLException e) {
      throw PostgresFaults.reading(address, "giving changes back", e);
    }
  }

  @Override
  public void close() {
    try {
      connection.close();
    } catch (SQLException e) {
      throw PostgresFaults.reading(address, "closing the connection", e);
    }
  }

  private static Optional<RowChange> change(ResultSet row) throws SQLException {
    RowChange.Kind kind = RowChange.Kind.valueOf(row.getString("kind").toUpperCase(Locale.ROOT));
    String source = row.getString("source");
    if (kind == RowChange.Kind.TRUNCATE) {
      return Optional.of(RowChange.truncate(source));
    }
    List<String> key = Arrays.asList((String[]) row.getArray("key").getArray());
    return key.stream().anyMatch(Objects::isNull)
        ? Optional.empty()
        : Optional.of(new RowChange(source, KeyText.join(key), kind));
  }
}
