package dev.raghub.source;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// The keys of a source's rows in the order in which they changed, as its change column says. Rows
/// that have no value there, and rows that are gone, are not among them.
public final class PostgresChangedKeys {
  private final Connection connection;
  private final DatabaseAddress address;
  private final SourceMapping source;
  private final Relation relation;
  private final CatalogColumn change;

  private PostgresChangedKeys(
      Connection connection,
      DatabaseAddress address,
      SourceMapping source,
      Relation relation,
      CatalogColumn change) {
    this.connection = connection;
    this.address = address;
    this.source = source;
    this.relation = relation;
    this.change = change;
  }

  /// Empty where the source has no change column of a number or a moment, or no proven key.
  static Optional<PostgresChangedKeys> of(
      Connection connection, DatabaseAddress address, SourceMapping source, Relation relation) {
    return relation
        .column(source.change())
        .filter(column -> column.kind() == ColumnKind.NUMBER || column.kind().moment())
        .filter(_ -> relation.provenKey(source.key()).isPresent())
        .map(column -> new PostgresChangedKeys(connection, address, source, relation, column));
  }

  /// How far to look back, because a row may show later than others that changed after it.
  ///
  /// @param time where the column is a moment
  /// @param numbers where it is a number
  public record Overlap(Duration time, long numbers) {}

  /// Some keys.
  ///
  /// @param last where to go on behind them: the value of the change column, then the key; empty if
  ///   there are none
  /// @param watermark the value of the change column up to which these are known; empty if there
  ///   are none, or none but of moments to come
  public record Changed(List<RowChange> keys, List<String> last, Optional<String> watermark) {
    public Changed {
      keys = List.copyOf(keys);
      last = List.copyOf(last);
    }
  }

  /// The highest value that there is, but for moments to come; empty where there is none.
  public Optional<String> highest() {
    String sql =
        "SELECT max(%s)::text FROM %s AS s WHERE %s"
            .formatted(column(change.name()), PostgresNames.relation(source, relation), hasCome());
    try (PreparedStatement statement = connection.prepareStatement(sql);
        ResultSet rows = statement.executeQuery()) {
      rows.next();
      return Optional.ofNullable(rows.getString(1));
    } catch (SQLException e) {
      throw PostgresFaults.reading(address, "looking for changes of " + source.name(), e);
    }
  }

  /// The first keys whose rows changed since this value, the overlap included.
  public Changed since(String value, Overlap overlap, int limit) {
    boolean moment = change.kind().moment();
    String type = change.type();
    String from =
        moment
            ? "CAST(CAST(? AS %s) - CAST(? AS interval) AS %s)".formatted(type, type)
            : "CAST(CAST(? AS numeric) - CAST(? AS numeric) AS %s)".formatted(type);
    String back = moment ? overlap.time().toString() : String.valueOf(overlap.numbers());
    return read(column(change.name()) + " >= " + from, List.of(value, back), limit);
  }

  /// The keys that come behind these.
  public Changed behind(List<String> last, int limit) {
    String columns = source.key().stream().map(this::column).collect(Collectors.joining(", "));
    String values =
        source.key().stream()
            .map(name -> ", CAST(? AS " + PostgresJoins.column(relation, name).type() + ")")
            .collect(Collectors.joining());
    return read(
        "(%s, %s) > (CAST(? AS %s)%s)"
            .formatted(column(change.name()), columns, change.type(), values),
        last,
        limit);
  }

  /// Whether a row's value may lift the watermark. One that is still to come, by a mistake or
  /// because it is a plan, would hide all that change before it.
  private String hasCome() {
    return change.kind().moment()
        ? "%s <= CAST(now() AS %s)".formatted(column(change.name()), change.type())
        : "true";
  }

  private String column(String name) {
    return PostgresNames.column("s", name);
  }

  private Changed read(String where, List<String> parameters, int limit) {
    String columns = source.key().stream().map(this::column).collect(Collectors.joining(", "));
    String texts =
        source.key().stream()
            .map(name -> PostgresText.exact("s", name))
            .collect(Collectors.joining(", "));
    String sql =
        "SELECT %s, %s, %s FROM %s AS s WHERE %s ORDER BY %s, %s LIMIT %d"
            .formatted(
                hasCome(),
                PostgresText.exact("s", change.name()),
                texts,
                PostgresNames.relation(source, relation),
                where,
                column(change.name()),
                columns,
                limit);
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int at = 0; at < parameters.size(); at++) {
        statement.setString(at + 1, parameters.get(at));
      }
      try (ResultSet rows = statement.executeQuery()) {
        return changed(rows);
      }
    } catch (SQLException e) {
      throw PostgresFaults.reading(address, "looking for changes of " + source.name(), e);
    }
  }

  private Changed changed(ResultSet rows) throws SQLException {
    List<RowChange> keys = new ArrayList<>();
    List<String> last = List.of();
    Optional<String> watermark = Optional.empty();
    while (rows.next()) {
      last = new ArrayList<>();
      for (int at = 2; at <= 2 + source.key().size(); at++) {
        last.add(rows.getString(at));
      }
      if (rows.getBoolean(1)) {
        watermark = Optional.of(last.getFirst());
      }
      keys.add(
          new RowChange(
              source.name(), KeyText.join(last.subList(1, last.size())), RowChange.Kind.UPSERT));
    }
    return new Changed(keys, last, watermark);
  }
}
