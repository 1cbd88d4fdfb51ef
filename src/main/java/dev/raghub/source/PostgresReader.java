package dev.raghub.source;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.raghub.fault.ErrorCode;
import dev.raghub.fault.RaghubException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Stream;

/// Reads the rows of one mapping through one session. Not safe for threads.
public final class PostgresReader implements RowReader {
  private static final int COUNTED_EXACTLY = 10_000;

  /// A key text that no value of the key's type has: not a number, out of range, not a date.
  private static final Set<String> NOT_A_VALUE =
      Set.of("22P02", "22003", "22007", "22008", "22009", "22021");

  private final Connection connection;
  private final DatabaseAddress address;
  private final SourceLimits limits;
  private final Mapping mapping;
  private final Catalog catalog;
  private final Map<String, PostgresRowPlan> plans = new HashMap<>();

  PostgresReader(
      Connection connection,
      DatabaseAddress address,
      SourceLimits limits,
      Mapping mapping,
      Catalog catalog) {
    this.connection = connection;
    this.address = address;
    this.limits = limits;
    this.mapping = mapping;
    this.catalog = catalog;
  }

  /// Reads all rows of a source. Rows come in key order in batches of up to `batchRows`, fewer
  /// where rows are long, each batch its own short transaction; a source whose key is not proven
  /// unique comes through one cursor.
  ///
  /// Rows written meanwhile are seen if their key lies ahead. Identical rows of a source without a
  /// key are given once. Throws `SOURCE_CHANGED` when the database no longer fits the mapping.
  public void read(SourceMapping source, int batchRows, Consumer<List<ReadRow>> consumer) {
    read(source, batchRows, List.of(), page -> consumer.accept(page.rows()));
  }

  @Override
  public void read(
      SourceMapping source, int batchRows, List<String> after, Consumer<Page> consumer) {
    if (batchRows < 1) {
      throw new RaghubException(
          ErrorCode.CONFIGURATION_INVALID, "batch of " + batchRows + " rows; expected 1 or more");
    }
    PostgresRowPlan plan = plan(source);
    try {
      if (plan.paged()) {
        readBatches(source, plan, batchRows, after, consumer);
      } else {
        readCursor(source, plan, batchRows, rows -> consumer.accept(new Page(rows, List.of())));
      }
    } catch (SQLException e) {
      throw PostgresFaults.reading(address, "reading source " + source.name(), e);
    }
  }

  private void readBatches(
      SourceMapping source,
      PostgresRowPlan plan,
      int batchRows,
      List<String> after,
      Consumer<Page> consumer)
      throws SQLException {
    List<String> last = after;
    PageSize size = new PageSize(batchRows);
    int found;
    int asked;
    do {
      List<ReadRow> batch = new ArrayList<>();
      asked = size.rows();
      String sql = plan.batch(asked, last.isEmpty());
      try (PreparedStatement statement = connection.prepareStatement(sql)) {
        bind(statement, last);
        try (ResultSet rows = statement.executeQuery()) {
          PostgresRow reader = row(source, plan);
          while (rows.next()) {
            batch.add(reader.read(rows));
            last = exact(rows, plan.layout().paging());
          }
        }
      }
      found = batch.size();
      size.saw(batch);
      if (found > 0) {
        consumer.accept(new Page(batch, last));
      }
    } while (found == asked);
  }

  private static List<String> exact(ResultSet rows, List<Integer> positions) throws SQLException {
    List<String> values = new ArrayList<>();
    for (int at : positions) {
      values.add(rows.getString(at));
    }
    return values;
  }

  private static void bind(PreparedStatement statement, List<String> values) throws SQLException {
    for (int at = 0; at < values.size(); at++) {
      statement.setString(at + 1, values.get(at));
    }
  }

  private void readCursor(
      SourceMapping source, PostgresRowPlan plan, int batchRows, Consumer<List<ReadRow>> consumer)
      throws SQLException {
    connection.setAutoCommit(false);
    try (PreparedStatement statement = connection.prepareStatement(plan.everything())) {
      PageSize size = new PageSize(batchRows);
      statement.setFetchSize(size.rows());
      PostgresRow reader = row(source, plan);
      List<ReadRow> batch = new ArrayList<>();
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          batch.add(reader.read(rows));
          if (batch.size() >= size.rows()) {
            size.saw(batch);
            rows.setFetchSize(size.rows());
            consumer.accept(batch);
            batch = new ArrayList<>();
          }
        }
      }
      if (!batch.isEmpty()) {
        consumer.accept(batch);
      }
    } finally {
      connection.rollback();
      connection.setAutoCommit(true);
    }
  }

  @Override
  public Optional<ReadRow> readOne(SourceMapping source, String key) {
    try {
      return found(source, key);
    } catch (SQLException e) {
      if (NOT_A_VALUE.contains(PostgresFaults.state(e))) {
        return Optional.empty();
      }
      throw PostgresFaults.reading(address, "reading a row of source " + source.name(), e);
    }
  }

  private Optional<ReadRow> found(SourceMapping source, String key) throws SQLException {
    PostgresRowPlan plan = plan(source);
    Optional<List<String>> values = KeyText.split(key, Math.max(1, source.key().size()));
    if (values.isEmpty()) {
      return Optional.empty();
    }
    try (PreparedStatement statement = connection.prepareStatement(plan.one())) {
      bind(statement, values.get());
      try (ResultSet rows = statement.executeQuery()) {
        return rows.next() ? Optional.of(row(source, plan).read(rows)) : Optional.empty();
      }
    }
  }

  /// Reads these rows again as they stand at one moment; without a value where a row is gone or the
  /// text cannot be its key. The mapping has all of the sources.
  public Map<RowChange, Optional<ReadRow>> readAgain(Collection<RowChange> rows) {
    Map<RowChange, Optional<ReadRow>> read = new LinkedHashMap<>();
    Set<RowChange> noKeys = new HashSet<>();
    try {
      connection.setAutoCommit(false);
      connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
      try {
        // A text that is no key ends the transaction, so all begin anew without it.
        while (!readAgain(rows, noKeys, read)) {
          connection.rollback();
        }
      } finally {
        connection.rollback();
        connection.setAutoCommit(true);
        connection.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
      }
    } catch (SQLException e) {
      throw PostgresFaults.reading(address, "reading rows again", e);
    }
    return read;
  }

  private boolean readAgain(
      Collection<RowChange> rows, Set<RowChange> noKeys, Map<RowChange, Optional<ReadRow>> read) {
    for (RowChange row : rows) {
      try {
        SourceMapping source = mapping.source(row.source()).orElseThrow();
        read.put(row, noKeys.contains(row) ? Optional.empty() : found(source, row.key()));
      } catch (SQLException e) {
        if (!isOfTheRow(PostgresFaults.state(e))) {
          throw PostgresFaults.reading(address, "reading a row of source " + row.source(), e);
        }
        if (isKey(row)) {
          throw PostgresFaults.row(address, row.source(), e);
        }
        noKeys.add(row);
        return false;
      }
    }
    return true;
  }

  /// A value that cannot be computed, or damage on the disk: another row may well be read.
  private static boolean isOfTheRow(String state) {
    return state.startsWith("22") || state.equals("XX001") || state.equals("XX002");
  }

  /// Whether the text can be a key, so that it was the row itself that could not be read. The
  /// transaction has failed and begins anew.
  private boolean isKey(RowChange row) {
    SourceMapping source = mapping.source(row.source()).orElseThrow();
    if (source.key().isEmpty()) {
      return true;
    }
    try {
      connection.rollback();
      try (PreparedStatement statement = connection.prepareStatement(plan(source).key())) {
        bind(statement, KeyText.split(row.key(), source.key().size()).orElseThrow());
        statement.executeQuery().close();
        return true;
      }
    } catch (SQLException e) {
      if (NOT_A_VALUE.contains(PostgresFaults.state(e))) {
        return false;
      }
      throw PostgresFaults.reading(address, "reading a row of source " + row.source(), e);
    }
  }

  @Override
  public UUID fingerprint(SourceMapping source) {
    String what =
        address.url() + '\n' + mapping.sources() + '\n' + source.name() + '\n' + shape(source);
    return UUID.nameUUIDFromBytes(what.getBytes(StandardCharsets.UTF_8));
  }

  /// The columns of the source's own table or query, and of the tables its lists go through.
  @Override
  public Shape shape(SourceMapping source) {
    return Shape.of(source, catalog);
  }

  /// What says which rows changed; empty where the source does not tell.
  public Optional<PostgresChangedKeys> changedKeys(SourceMapping source) {
    return PostgresChangedKeys.of(connection, address, source, confirmed(source));
  }

  @Override
  public Optional<String> highest(SourceMapping source) {
    return changedKeys(source).flatMap(PostgresChangedKeys::highest);
  }

  /// How many rows a source has: exactly up to 10,000, above that the planner's estimate.
  @Override
  public long estimate(SourceMapping source) {
    Relation relation = confirmed(source);
    String from = PostgresNames.relation(source, relation) + " AS s";
    try {
      long counted =
          Long.parseLong(
              ask(
                  "SELECT count(*) FROM (SELECT 1 FROM %s LIMIT %d) AS c"
                      .formatted(from, COUNTED_EXACTLY + 1)));
      if (counted <= COUNTED_EXACTLY) {
        return counted;
      }
      String plan = ask("EXPLAIN (FORMAT JSON) SELECT 1 FROM " + from);
      long planned = new ObjectMapper().readTree(plan).findPath("Plan Rows").asLong();
      return Math.max(counted, planned);
    } catch (SQLException e) {
      throw PostgresFaults.reading(address, "counting source " + source.name(), e);
    } catch (JsonProcessingException e) {
      throw new RaghubException(
          ErrorCode.INTERNAL, "the server explained a count in other words than JSON", e);
    }
  }

  private String ask(String sql) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql);
        ResultSet rows = statement.executeQuery()) {
      rows.next();
      return rows.getString(1);
    }
  }

  private PostgresRow row(SourceMapping source, PostgresRowPlan plan) {
    return new PostgresRow(source, plan.layout(), limits.maxCellCharacters());
  }

  private PostgresRowPlan plan(SourceMapping source) {
    confirmed(source);
    return plans.computeIfAbsent(
        source.name(),
        _ ->
            new PostgresRowPlan(
                mapping, catalog, source, new PostgresText(limits.maxCellCharacters())));
  }

  /// Only what the catalog confirms may become SQL, so a mapping that does not fit stops here.
  private Relation confirmed(SourceMapping source) {
    MappingCheck.refuseErrors(mapping, catalog, needed(source));
    return catalog.relation(source).orElseThrow();
  }

  /// The source and everything that its titles and lists can reach.
  private Set<String> needed(SourceMapping source) {
    Set<String> names = new LinkedHashSet<>(List.of(source.name()));
    for (int depth = 0; depth <= PostgresJoins.MAX_DEPTH; depth++) {
      List<String> next =
          names.stream()
              .map(mapping::source)
              .flatMap(Optional::stream)
              .flatMap(
                  each ->
                      Stream.concat(
                          each.references().stream().map(ReferenceMapping::to),
                          each.lists().stream().map(ListMapping::to)))
              .toList();
      names.addAll(next);
    }
    return names;
  }
}
