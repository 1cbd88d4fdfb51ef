package dev.raghub.source;

import dev.raghub.fault.ErrorCode;
import dev.raghub.fault.RaghubException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Reads the messages of PostgreSQL's output plugin `pgoutput`, protocol version 1 ("Logical
/// Replication Message Formats" in PostgreSQL's manual), values as text. Has to be given all
/// messages of a stream: a table is described once, before its first row.
final class PgOutput {
  private static final Instant EPOCH = Instant.parse("2000-01-01T00:00:00Z");

  private final Map<Integer, Table> tables = new HashMap<>();

  /// @param columns in the order of a tuple's values
  private record Table(String name, List<Column> columns) {}

  /// @param identity whether it is a part of the replica identity
  private record Column(String name, boolean identity) {}

  /// What one message tells; nothing where it tells of no change.
  List<WalEvent> read(ByteBuffer message) {
    char type = (char) message.get();
    return switch (type) {
      case 'B' -> List.of(begin(message));
      case 'C' -> List.of(commit(message));
      case 'R' -> describe(message);
      case 'I' -> List.of(new WalEvent.Change(insert(message)));
      case 'U' -> List.of(new WalEvent.Change(update(message)));
      case 'D' -> List.of(new WalEvent.Change(delete(message)));
      case 'T' -> truncate(message);
      // Where it was written first, types, and messages that others wrote into the log.
      case 'O', 'Y', 'M' -> List.of();
      default -> throw broken("a message of the kind '" + type + "'");
    };
  }

  private static WalEvent begin(ByteBuffer message) {
    message.getLong(); // where its commit is
    Instant committed = EPOCH.plus(message.getLong(), ChronoUnit.MICROS);
    return new WalEvent.Begin(message.getInt(), committed);
  }

  private static WalEvent commit(ByteBuffer message) {
    message.get(); // flags
    message.getLong(); // where the commit begins
    return new WalEvent.Commit(new Lsn(message.getLong()));
  }

  private List<WalEvent> describe(ByteBuffer message) {
    int id = message.getInt();
    String schema = text(message);
    String name = (schema.isEmpty() ? "pg_catalog" : schema) + "." + text(message);
    message.get(); // kind of the replica identity
    List<Column> columns = new ArrayList<>();
    for (int left = message.getShort(); left > 0; left--) {
      boolean identity = (message.get() & 1) == 1;
      columns.add(new Column(text(message), identity));
      message.getInt(); // type
      message.getInt(); // its modifier
    }
    tables.put(id, new Table(name, List.copyOf(columns)));
    return List.of();
  }

  private WalRow insert(ByteBuffer message) {
    Table table = table(message);
    message.get(); // 'N'
    return new WalRow(
        table.name(), WalRow.Kind.INSERT, Map.of(), row(table, message, false, Map.of()));
  }

  private WalRow update(ByteBuffer message) {
    Table table = table(message);
    Map<String, Optional<String>> before = Map.of();
    byte tuple = message.get();
    if (tuple != 'N') {
      before = row(table, message, tuple == 'K', Map.of());
      message.get(); // 'N'
    }
    return new WalRow(table.name(), WalRow.Kind.UPDATE, before, row(table, message, false, before));
  }

  private WalRow delete(ByteBuffer message) {
    Table table = table(message);
    boolean identity = message.get() == 'K';
    return new WalRow(
        table.name(), WalRow.Kind.DELETE, row(table, message, identity, Map.of()), Map.of());
  }

  private List<WalEvent> truncate(ByteBuffer message) {
    int count = message.getInt();
    message.get(); // CASCADE, RESTART IDENTITY
    List<WalEvent> events = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      events.add(
          new WalEvent.Change(
              new WalRow(table(message).name(), WalRow.Kind.TRUNCATE, Map.of(), Map.of())));
    }
    return events;
  }

  /// @param identity only the columns of the replica identity have values, the others are null
  ///   whatever they hold
  /// @param before gives values that are too long to be written again where they did not change
  private static Map<String, Optional<String>> row(
      Table table, ByteBuffer message, boolean identity, Map<String, Optional<String>> before) {
    Map<String, Optional<String>> row = new HashMap<>();
    int count = message.getShort();
    for (int at = 0; at < count; at++) {
      Column column = table.columns().get(at);
      char kind = (char) message.get();
      if (kind == 't') {
        row.put(column.name(), Optional.of(counted(message)));
      } else if (kind == 'u') {
        Optional.ofNullable(before.get(column.name()))
            .ifPresent(value -> row.put(column.name(), value));
      } else if (kind != 'n') {
        throw broken("a value of the kind '" + kind + "'");
      } else if (!identity || column.identity()) {
        row.put(column.name(), Optional.empty());
      }
    }
    return row;
  }

  private Table table(ByteBuffer message) {
    Table table = tables.get(message.getInt());
    if (table == null) {
      throw broken("a row of a table that it has not described");
    }
    return table;
  }

  private static String counted(ByteBuffer message) {
    byte[] bytes = new byte[message.getInt()];
    message.get(bytes);
    return new String(bytes, StandardCharsets.UTF_8);
  }

  /// Up to the NUL that ends it.
  private static String text(ByteBuffer message) {
    int from = message.position();
    while (message.get() != 0) {
      // The next.
    }
    int length = message.position() - from - 1;
    return new String(
        message.array(), message.arrayOffset() + from, length, StandardCharsets.UTF_8);
  }

  private static RaghubException broken(String what) {
    return new RaghubException(
        ErrorCode.SOURCE_UNREACHABLE, "the source's log holds " + what + ", which nobody knows");
  }
}
