package dev.raghub.resolve;

import dev.raghub.graph.Merges;
import dev.raghub.graph.PostgresResolutionStore;
import dev.raghub.workspace.PostgresScope;
import dev.raghub.workspace.Workspace;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// Names of a workspace that look alike, computed when asked for. Nothing follows from a
/// suggestion.
@ApplicationScoped
public class PostgresSuggestions {
  /// The most names that are looked at.
  public static final int MAX_NAMES = 20_000;

  private final PostgresScope scope;
  private final PostgresResolutionStore resolutions;

  PostgresSuggestions(PostgresScope scope, PostgresResolutionStore resolutions) {
    this.scope = scope;
    this.resolutions = resolutions;
  }

  /// What was found.
  ///
  /// @param names how many were looked at
  /// @param complete whether these are all, and all their pairs
  public record Suggestions(List<Suggestion> suggestions, int names, boolean complete) {
    public Suggestions {
      suggestions = List.copyOf(suggestions);
    }
  }

  /// The pairs that look most alike, best first.
  public Suggestions suggest(Workspace workspace, int limit) {
    List<KnownName> names = scope.read(workspace, handle -> names(workspace, handle));
    List<KnownName> looked = names.subList(0, Math.min(names.size(), MAX_NAMES));
    NameLadder.Pairs pairs = NameLadder.of(looked, limit);
    return new Suggestions(
        pairs.suggestions(), looked.size(), pairs.complete() && looked.size() == names.size());
  }

  private List<KnownName> names(Workspace workspace, Handle handle) {
    Merges merges = resolutions.merges(workspace, handle);
    return handle
        .createQuery(
            "SELECT called.id, called.name, borne.types, borne.sources "
                + "FROM (SELECT id, name FROM entity WHERE workspace = :workspace AND kind = 'name' "
                + "ORDER BY id LIMIT :limit) called "
                + "LEFT JOIN LATERAL (SELECT array_agg(DISTINCT item.type) AS types, array_agg(DISTINCT item.source) AS sources "
                + "FROM alias JOIN source_item item ON item.workspace = alias.workspace AND item.id = alias.item "
                + "WHERE alias.workspace = :workspace AND alias.name = called.id) borne ON true ORDER BY called.id")
        .bind("workspace", workspace.id().value())
        .bind("limit", MAX_NAMES + 1)
        .map((row, context) -> name(row, merges))
        .list();
  }

  private static KnownName name(ResultSet row, Merges merges) throws SQLException {
    return new KnownName(
        merges.root(row.getLong("id")),
        row.getString("name"),
        strings(row, "types"),
        strings(row, "sources"));
  }

  private static Set<String> strings(ResultSet row, String column) throws SQLException {
    @Nullable Array array = row.getArray(column);
    return array == null ? Set.of() : Set.of((String[]) array.getArray());
  }
}
