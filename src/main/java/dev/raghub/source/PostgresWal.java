package dev.raghub.source;

import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.TimeUnit;
import org.postgresql.PGConnection;
import org.postgresql.replication.LogSequenceNumber;
import org.postgresql.replication.PGReplicationStream;

/// A slot of a customer's database while it is streamed. Not safe for threads.
public final class PostgresWal implements AutoCloseable {
  private final Connection connection;
  private final PGReplicationStream stream;
  private final DatabaseAddress address;
  private final PgOutput output = new PgOutput();
  private final Queue<WalEvent> read = new ArrayDeque<>();

  private PostgresWal(Connection connection, PGReplicationStream stream, DatabaseAddress address) {
    this.connection = connection;
    this.stream = stream;
    this.address = address;
  }

  /// Streams what was committed after `from`, of the tables that are published under the slot's
  /// name.
  public static PostgresWal stream(DatabaseAddress address, String slot, Lsn from) {
    Connection connection = PostgresSession.openLog(address, SourceLimits.DEFAULT);
    try {
      PGReplicationStream stream =
          connection
              .unwrap(PGConnection.class)
              .getReplicationAPI()
              .replicationStream()
              .logical()
              .withSlotName(slot)
              .withStartPosition(LogSequenceNumber.valueOf(from.value()))
              .withSlotOption("proto_version", 1)
              .withSlotOption("publication_names", PostgresNames.quote(slot))
              .withStatusInterval(1, TimeUnit.SECONDS)
              // The driver would acknowledge what the server has read, told to us or not.
              .withAutomaticFlush(false)
              .start();
      return new PostgresWal(connection, stream, address);
    } catch (SQLException e) {
      PostgresSession.closeQuietly(connection);
      throw PostgresFaults.reading(address, "streaming the slot", e);
    }
  }

  /// What comes next, if it has arrived.
  public Optional<WalEvent> next() {
    try {
      while (read.isEmpty()) {
        ByteBuffer message = stream.readPending();
        if (message == null) {
          return Optional.empty();
        }
        read.addAll(output.read(message));
      }
      return Optional.of(read.remove());
    } catch (SQLException e) {
      throw PostgresFaults.reading(address, "reading the log", e);
    }
  }

  /// How far the server has read the log. Where [#next] has nothing and no transaction is open, all
  /// that was published before was told.
  public Lsn received() {
    return new Lsn(stream.getLastReceiveLSN().asLong());
  }

  /// Lets the server forget what lies before.
  public void acknowledge(Lsn position) {
    LogSequenceNumber reached = LogSequenceNumber.valueOf(position.value());
    stream.setAppliedLSN(reached);
    stream.setFlushedLSN(reached);
    stay();
  }

  /// Says that we are still there, which [#next] does by itself.
  public void stay() {
    try {
      stream.forceUpdateStatus();
    } catch (SQLException e) {
      throw PostgresFaults.reading(address, "acknowledging the log", e);
    }
  }

  /// Ends the session without waiting for what the server would still send.
  @Override
  public void close() {
    PostgresSession.closeQuietly(connection);
  }
}
