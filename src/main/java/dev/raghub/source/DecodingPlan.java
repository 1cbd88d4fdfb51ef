package dev.raghub.source;

import dev.raghub.source.TriggerPlan.Told;
import dev.raghub.source.TriggerPlan.Untold;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Which tables of a mapping's database tell by its write-ahead log: those of a [TriggerPlan] whose
/// log names the rows as the mapping does.
///
/// @param told in the order of the mapping
/// @param whole tables whose log holds rows as they were before, with all their columns
/// @param untold what it cannot tell, and what would help
public record DecodingPlan(List<Told> told, Set<String> whole, List<Untold> untold) {
  public DecodingPlan {
    told = List.copyOf(told);
    whole = Set.copyOf(whole);
    untold = List.copyOf(untold);
  }

  /// What the log holds of a row that is updated or deleted.
  ///
  /// @param columns those that tell it from others; empty where there are none, and a table that is
  ///   published could then be neither updated nor deleted from
  public record Identity(boolean whole, Set<String> columns) {
    public Identity {
      columns = Set.copyOf(columns);
    }
  }

  /// @param identities by the table's name
  public static DecodingPlan of(TriggerPlan.Plan plan, Map<String, Identity> identities) {
    List<Told> told = new ArrayList<>();
    Set<String> whole = new HashSet<>();
    List<Untold> untold = new ArrayList<>(plan.untold());
    for (Told table : plan.told()) {
      Identity identity = identities.getOrDefault(table.tableName(), new Identity(false, Set.of()));
      Optional<String> obstacle = obstacle(table, identity);
      if (obstacle.isPresent()) {
        untold.add(new Untold(table.source(), obstacle.get()));
      } else {
        told.add(table);
        if (identity.whole()) {
          whole.add(table.tableName());
        }
      }
    }
    return new DecodingPlan(told, whole, untold);
  }

  /// The tables that are published, each once.
  public List<CatalogTable> tables() {
    return told.stream().map(Told::table).distinct().toList();
  }

  private static Optional<String> obstacle(Told table, Identity identity) {
    if (!identity.whole() && !identity.columns().containsAll(table.key())) {
      return Optional.of(
          "the replica identity of %1$s does not hold %2$s; ALTER TABLE %3$s REPLICA IDENTITY FULL, or USING INDEX of one that does"
              .formatted(
                  table.tableName(),
                  String.join(", ", table.key()),
                  PostgresNames.table(table.table())));
    }
    return table.key().stream()
        .map(table::column)
        .filter(column -> !isExact(column))
        .findFirst()
        .map(
            column ->
                "%s.%s is of type %s, whose text in the log is another than in its rows; use triggers"
                    .formatted(table.tableName(), column.name(), column.type()));
  }

  /// Whether its values are written as a cast to text writes them; blanks at the end and booleans
  /// are seen to by who reads the log.
  private static boolean isExact(CatalogColumn column) {
    return switch (column.kind()) {
      case TEXT, ENUM, UUID, NUMBER, BOOLEAN, DATE, TIMESTAMP, TIMESTAMP_WITH_ZONE, JSON -> true;
      case ARRAY, BINARY, SEARCH, OTHER -> false;
    };
  }

  /// Their names, `schema.name`.
  static List<String> names(Collection<CatalogTable> tables) {
    return tables.stream().map(CatalogTable::qualifiedName).sorted().toList();
  }
}
