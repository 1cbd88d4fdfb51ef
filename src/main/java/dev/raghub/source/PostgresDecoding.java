package dev.raghub.source;

import dev.raghub.fault.ErrorCode;
import dev.raghub.fault.RaghubException;
import dev.raghub.source.TriggerPlan.Told;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The publication and the slot by which a customer's database tells of its changes. Not safe for
/// threads.
public final class PostgresDecoding implements AutoCloseable {
  /// Of a partitioned table each part has an identity of its own; what one lacks, all lack.
  private static final String IDENTITY =
      """
      SELECT part.relreplident = 'f' AS whole, coalesce((SELECT array_agg(a.attname::text) FROM pg_index i
        JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = ANY ((i.indkey::int2[])[0:i.indnkeyatts - 1]) WHERE i.indrelid = part.oid
        AND (part.relreplident = 'd' AND i.indisprimary OR part.relreplident = 'i' AND i.indisreplident)), '{}') AS columns
      FROM (SELECT relid FROM pg_partition_tree(to_regclass(?)) WHERE isleaf UNION SELECT to_regclass(?)) tree
      JOIN pg_class part ON part.oid = tree.relid AND part.relkind IN ('r', 'p')
      """;

  private final Connection connection;
  private final DatabaseAddress address;

  private PostgresDecoding(Connection connection, DatabaseAddress address) {
    this.connection = connection;
    this.address = address;
  }

  public static PostgresDecoding connect(DatabaseAddress address) {
    return new PostgresDecoding(
        PostgresSession.openForWriting(address, "preparing the session", "SET lock_timeout = '5s'"),
        address);
  }

  /// What tells one history of a database from another.
  ///
  /// @param now the end of the write-ahead log
  public record Server(String systemIdentifier, String timeline, Lsn now) {}

  /// A slot.
  ///
  /// @param lost the server no longer keeps what it needs
  /// @param active somebody streams it
  /// @param confirmed what was written before was acknowledged
  /// @param behind bytes of the log that are kept for it
  public record Slot(boolean lost, boolean active, Lsn confirmed, long behind) {}

  public Server server() {
    return one(
            "SELECT (SELECT system_identifier::text FROM pg_control_system()), (SELECT timeline_id::text FROM pg_control_checkpoint()), "
                + "(CASE WHEN pg_is_in_recovery() THEN pg_last_wal_replay_lsn() ELSE pg_current_wal_lsn() END)::text",
            "looking at the server")
        .map(row -> new Server(row.get(0), row.get(1), Lsn.of(row.get(2))))
        .orElseThrow();
  }

  /// What stands in the way of this role's streaming at all.
  public List<String> obstacles(String role) {
    List<String> obstacles = new ArrayList<>();
    String level =
        one("SELECT current_setting('wal_level')", "looking at the server")
            .orElseThrow()
            .getFirst();
    if (!level.equals("logical")) {
      obstacles.add("wal_level is %s; set it to logical and restart PostgreSQL".formatted(level));
    }
    if (one(
            "SELECT 1::text FROM pg_roles WHERE rolname = ? AND (rolreplication OR rolsuper)",
            "looking at the role",
            role)
        .isEmpty()) {
      obstacles.add(
          "%s may not stream: ALTER ROLE %s REPLICATION"
              .formatted(role, PostgresNames.quote(role)));
    }
    return obstacles;
  }

  /// The slot of this name, if it is there. The names of columns differ between versions.
  public Optional<Slot> slot(String name) {
    return one(
            "SELECT (coalesce(to_jsonb(s)->>'wal_status', '') = 'lost' OR to_jsonb(s)->>'invalidation_reason' IS NOT NULL OR restart_lsn IS NULL)::text, active::text, "
                + "coalesce(confirmed_flush_lsn, '0/0')::text, coalesce(pg_wal_lsn_diff(CASE WHEN pg_is_in_recovery() THEN "
                + "pg_last_wal_replay_lsn() ELSE pg_current_wal_lsn() END, restart_lsn), 0)::bigint::text "
                + "FROM pg_replication_slots s WHERE slot_name = ?",
            "looking at the slot",
            name)
        .map(
            row ->
                new Slot(
                    row.get(0).equals("true"),
                    row.get(1).equals("true"),
                    Lsn.of(row.get(2)),
                    Long.parseLong(row.get(3))));
  }

  /// Whether a session that begins now sees what these transactions wrote. A commit is in the log
  /// before others see it, by as long as it waits for the disk of a standby or for a processor.
  public boolean isVisible(Set<Integer> transactions) {
    List<String> snapshot =
        Arrays.asList(
            one("SELECT pg_current_snapshot()::text", "looking at the snapshot")
                .orElseThrow()
                .getFirst()
                .split(":", -1));
    int next = (int) Long.parseLong(snapshot.get(1));
    Set<Integer> running = new HashSet<>();
    for (String transaction : snapshot.get(2).split(",", -1)) {
      if (!transaction.isEmpty()) {
        running.add((int) Long.parseLong(transaction));
      }
    }
    // Numbers of transactions begin again after four billion: what is less than half of that behind
    // is older.
    return transactions.stream()
        .allMatch(transaction -> transaction - next < 0 && !running.contains(transaction));
  }

  /// Makes a slot. Returns where it begins: all that is committed later is told.
  public Lsn makeSlot(String name) {
    return one(
            "SELECT lsn::text FROM pg_create_logical_replication_slot(?, 'pgoutput')",
            "making the slot",
            name)
        .map(row -> Lsn.of(row.getFirst()))
        .orElseThrow();
  }

  /// Drops a slot if it is there, also one that somebody streams.
  public void dropSlot(String name) {
    evict(name);
    one(
        "SELECT pg_drop_replication_slot(slot_name)::text FROM pg_replication_slots WHERE slot_name = ?",
        "dropping the slot",
        name);
  }

  /// Ends the session that streams a slot, and waits until it has let go.
  public void evict(String name) {
    for (int attempt = 0; attempt < 50; attempt++) {
      boolean gone =
          one(
                  "SELECT pg_terminate_backend(active_pid)::text, pg_sleep(0.1)::text FROM pg_replication_slots "
                      + "WHERE slot_name = ? AND active_pid IS NOT NULL",
                  "ending who streams the slot",
                  name)
              .isEmpty();
      if (gone) {
        return;
      }
    }
    throw new RaghubException(
        ErrorCode.SOURCE_BUSY, "slot %s is streamed by somebody who does not end".formatted(name));
  }

  /// Which of a mapping's tables can tell by the log. Its database is this one.
  public DecodingPlan plan(Mapping mapping) {
    try (PostgresSource source = PostgresSource.connect(address)) {
      TriggerPlan.Plan plan = TriggerPlan.of(mapping, source.catalog(mapping), mapping.sources());
      return DecodingPlan.of(
          plan, identities(plan.told().stream().map(Told::table).distinct().toList()));
    }
  }

  /// What the log holds of rows of these tables, by their names.
  private Map<String, DecodingPlan.Identity> identities(List<CatalogTable> tables) {
    Map<String, DecodingPlan.Identity> identities = new HashMap<>();
    for (CatalogTable table : tables) {
      identities.put(table.qualifiedName(), identity(table));
    }
    return identities;
  }

  private DecodingPlan.Identity identity(CatalogTable table) {
    try (PreparedStatement statement = connection.prepareStatement(IDENTITY)) {
      statement.setString(1, PostgresNames.table(table));
      statement.setString(2, PostgresNames.table(table));
      boolean whole = true;
      Optional<Set<String>> columns = Optional.empty();
      try (ResultSet parts = statement.executeQuery()) {
        while (parts.next()) {
          if (!parts.getBoolean("whole")) {
            whole = false;
            Set<String> these = strings(parts.getArray("columns"));
            columns.ifPresent(these::retainAll);
            columns = Optional.of(these);
          }
        }
      }
      return new DecodingPlan.Identity(whole, columns.orElse(Set.of()));
    } catch (SQLException e) {
      throw PostgresFaults.reading(address, "looking at " + table.qualifiedName(), e);
    }
  }

  /// Whether these tables are published under this name.
  public boolean publishes(String publication, List<CatalogTable> tables) {
    return one(
            "SELECT coalesce(string_agg(schemaname || '.' || tablename, E'\\n'), '') FROM pg_publication_tables WHERE pubname = ?",
            "looking at the publication",
            publication)
        .filter(row -> row.getFirst().lines().toList().containsAll(DecodingPlan.names(tables)))
        .isPresent();
  }

  /// Publishes these tables and no others.
  public void publish(String publication, List<CatalogTable> tables) {
    for (String statement : publishing(publication, tables)) {
      execute("publishing tables", statement);
    }
  }

  /// The statements of [#publish], for people who run them themselves.
  public static List<String> publishing(String publication, List<CatalogTable> tables) {
    String name = PostgresNames.quote(publication);
    String list = String.join(", ", tables.stream().map(PostgresNames::table).toList());
    return List.of(
        "DROP PUBLICATION IF EXISTS " + name,
        "CREATE PUBLICATION %s FOR TABLE %s WITH (publish_via_partition_root = true)"
            .formatted(name, list));
  }

  /// Publishes nothing any more under this name.
  public void unpublish(String publication) {
    execute(
        "removing the publication",
        "DROP PUBLICATION IF EXISTS " + PostgresNames.quote(publication));
  }

  @Override
  public void close() {
    try {
      connection.close();
    } catch (SQLException e) {
      throw PostgresFaults.reading(address, "closing the connection", e);
    }
  }

  private void execute(String doing, String sql) {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw PostgresFaults.reading(address, doing, e);
    }
  }

  /// The first row of what a statement gives.
  private Optional<List<String>> one(String sql, String doing, String... parameters) {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int at = 0; at < parameters.length; at++) {
        statement.setString(at + 1, parameters[at]);
      }
      try (ResultSet rows = statement.executeQuery()) {
        if (!rows.next()) {
          return Optional.empty();
        }
        String[] row = new String[rows.getMetaData().getColumnCount()];
        for (int at = 0; at < row.length; at++) {
          String value = rows.getString(at + 1);
          row[at] = value == null ? "" : value;
        }
        return Optional.of(List.of(row));
      }
    } catch (SQLException e) {
      throw PostgresFaults.reading(address, doing, e);
    }
  }

  private static Set<String> strings(Array array) throws SQLException {
    return new HashSet<>(Arrays.asList((String[]) array.getArray()));
  }
}
