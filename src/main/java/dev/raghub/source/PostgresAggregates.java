package dev.raghub.source;

import dev.raghub.source.Aggregated.Added;
import dev.raghub.source.Aggregated.Counted;
import dev.raghub.source.Aggregated.Dated;
import dev.raghub.source.Aggregated.Found;
import dev.raghub.source.Aggregated.Result;
import dev.raghub.source.Aggregation.Condition;
import dev.raghub.source.Aggregation.LeadsTo;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Counts, adds up and orders the rows of one mapping through one session. Not safe for threads.
/// Every method throws `SOURCE_TIMEOUT` when the server cancels it, `SOURCE_CHANGED` or
/// `MAPPING_INVALID` when the mapping does not fit the database.
public final class PostgresAggregates {
  /// A column with more different values is no facet, whatever the mapping says.
  static final int MAX_FACET_VALUES = 200;

  private static final int MAX_FACET_CHARACTERS = 200;

  private final Connection connection;
  private final DatabaseAddress address;
  private final SourceLimits limits;
  private final Mapping mapping;
  private final Catalog catalog;

  PostgresAggregates(
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

  /// The values that the facets of a source have, by column. A column of too many is left out.
  public Map<String, List<String>> facets(SourceMapping source) {
    MappingCheck.refuseErrors(mapping, catalog, Set.of(source.name()));
    Map<String, List<String>> facets = new LinkedHashMap<>();
    for (String column : source.facets()) {
      List<String> values = values(source, column);
      if (values.size() <= MAX_FACET_VALUES) {
        facets.put(column, values);
      }
    }
    return facets;
  }

  private List<String> values(SourceMapping source, String column) {
    String name = PostgresNames.column("s", column) + "::text";
    String sql =
        "SELECT DISTINCT %s FROM %s AS s WHERE length(%s) <= %d LIMIT %d"
            .formatted(
                name,
                PostgresNames.relation(source, catalog.relation(source).orElseThrow()),
                name,
                MAX_FACET_CHARACTERS,
                MAX_FACET_VALUES + 1);
    try (PreparedStatement statement = connection.prepareStatement(sql);
        ResultSet rows = statement.executeQuery()) {
      List<String> values = new ArrayList<>();
      while (rows.next()) {
        values.add(rows.getString(1));
      }
      return values;
    } catch (SQLException e) {
      throw PostgresFaults.reading(address, "reading the facets of source " + source.name(), e);
    }
  }

  /// The row of this key as it is now.
  public Optional<ReadRow> row(SourceMapping source, String key) {
    return new PostgresReader(connection, address, limits, mapping, catalog).readOne(source, key);
  }

  /// Computes, by one statement.
  ///
  /// @param maxRows how many rows of the last or first time are given at most
  public Aggregated compute(Aggregation aggregation, int maxRows) {
    MappingCheck.refuseErrors(mapping, catalog, needed(aggregation));
    PostgresAggregation plan = plan(aggregation, maxRows, false);
    try (PreparedStatement statement = connection.prepareStatement(plan.sql())) {
      List<String> values = plan.values();
      for (int at = 0; at < values.size(); at++) {
        statement.setString(at + 1, values.get(at));
      }
      try (ResultSet rows = statement.executeQuery()) {
        return new Aggregated(
            plan(aggregation, maxRows, true).sql(), result(aggregation, rows, maxRows));
      }
    } catch (SQLException e) {
      String doing = "computing over source " + aggregation.source().name();
      throw PostgresFaults.reading(address, doing, e);
    }
  }

  private PostgresAggregation plan(Aggregation aggregation, int maxRows, boolean forPeople) {
    return new PostgresAggregation(
        new PostgresPath(mapping, catalog, forPeople), aggregation, maxRows);
  }

  private static Set<String> needed(Aggregation aggregation) {
    Set<String> names = new LinkedHashSet<>(List.of(aggregation.source().name()));
    for (Condition condition : aggregation.conditions()) {
      if (condition instanceof LeadsTo leads) {
        leads.path().forEach(step -> names.add(step.to()));
      }
    }
    return names;
  }

  private static Result result(Aggregation aggregation, ResultSet rows, int maxRows)
      throws SQLException {
    return switch (aggregation.operation()) {
      case Aggregation.Count _ -> {
        rows.next();
        yield new Counted(rows.getLong(1));
      }
      case Aggregation.Sum _, Aggregation.Average _ -> {
        rows.next();
        String value = rows.getString(3);
        yield new Added(rows.getLong(1), rows.getLong(2), value == null ? "" : value);
      }
      case Aggregation.Latest _, Aggregation.Earliest _ ->
          found(rows, aggregation.source().key().size(), maxRows);
    };
  }

  private static Found found(ResultSet rows, int keySize, int maxRows) throws SQLException {
    List<Dated> found = new ArrayList<>();
    while (rows.next()) {
      List<String> key = new ArrayList<>();
      for (int at = 1; at <= keySize; at++) {
        key.add(rows.getString(at));
      }
      found.add(new Dated(KeyText.join(key), rows.getString(keySize + 1)));
    }
    return new Found(found.subList(0, Math.min(maxRows, found.size())), found.size() > maxRows);
  }
}
