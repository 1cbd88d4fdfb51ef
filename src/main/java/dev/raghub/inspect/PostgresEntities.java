package dev.raghub.inspect;

import dev.raghub.graph.EntityAddress;
import dev.raghub.graph.EntityId;
import dev.raghub.workspace.PostgresScope;
import dev.raghub.workspace.Workspace;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;

/// Finds entities by what they are called, and says what some are called.
@ApplicationScoped
public class PostgresEntities {
  /// Titles are ordered by so many characters, which a cursor carries.
  private static final String ORDER = "left(lower(entity.name), 100) COLLATE \"C\"";

  private static final String SELECTED =
      "SELECT entity.id, entity.kind, entity.type, entity.name, item.source, item.key, "
          + ORDER
          + " AS place FROM entity LEFT JOIN source_item item "
          + "ON item.workspace = entity.workspace AND item.id = entity.id AND entity.kind = 'row' ";

  private final PostgresScope scope;

  PostgresEntities(PostgresScope scope) {
    this.scope = scope;
  }

  private record Placed(String place, long id, FoundEntity entity) {}

  /// Entities by title, ties by id. Looks at all of the workspace's: its cost is linear.
  public Listed<FoundEntity> search(
      Workspace workspace, EntitySearch search, int limit, Optional<String> cursor) {
    Cursor from = Cursor.read(cursor, Cursor.of("", Long.MIN_VALUE));
    return scope
        .read(workspace, handle -> found(workspace, handle, search, limit, from))
        .map(Placed::entity);
  }

  /// What these entities are called; one that no row or text has any more, by the decision that
  /// speaks of it.
  ///
  /// @param types only entities of these; empty = all
  Map<EntityId, FoundEntity> of(Workspace workspace, Collection<EntityId> ids, Set<String> types) {
    return scope.read(
        workspace,
        handle -> {
          Map<EntityId, FoundEntity> found = new HashMap<>();
          spoken(workspace, handle, ids).forEach(each -> put(found, each));
          stored(workspace, handle, ids).forEach(each -> put(found, each));
          found.values().removeIf(each -> !types.isEmpty() && !types.contains(each.type()));
          return found;
        });
  }

  private static void put(Map<EntityId, FoundEntity> found, FoundEntity entity) {
    found.put(entity.address().id(), entity);
  }

  private static Listed<Placed> found(
      Workspace workspace, Handle handle, EntitySearch search, int limit, Cursor from) {
    String compared =
        switch (search.match()) {
          case EXACT -> "lower(entity.name) = lower(:text)";
          case PREFIX -> "starts_with(lower(entity.name), lower(:text))";
          case CONTAINS -> "strpos(lower(entity.name), lower(:text)) > 0";
        };
    List<Placed> read =
        handle
            .createQuery(
                SELECTED
                    + "WHERE entity.workspace = :workspace AND (:text = '' OR "
                    + compared
                    + ") AND (cardinality(:types) = 0 OR entity.type = ANY(:types)) AND ("
                    + ORDER
                    + ", entity.id) > (:place, :id) ORDER BY place, entity.id LIMIT :limit")
            .bind("workspace", workspace.id().value())
            .bind("text", search.text().orElse(""))
            .bindArray("types", String.class, search.types())
            .bind("place", from.string(0))
            .bind("id", from.number(1))
            .bind("limit", limit + 1)
            .map(
                (row, context) ->
                    new Placed(row.getString("place"), row.getLong("id"), entity(row)))
            .list();
    return Listed.of(read, limit, last -> Cursor.of(last.place(), last.id()));
  }

  private static List<FoundEntity> stored(
      Workspace workspace, Handle handle, Collection<EntityId> ids) {
    return handle
        .createQuery(SELECTED + "WHERE entity.workspace = :workspace AND entity.id = ANY(:ids)")
        .bind("workspace", workspace.id().value())
        .bindArray("ids", Long.class, ids.stream().map(EntityId::value).toList())
        .map((row, context) -> entity(row))
        .list();
  }

  private static List<FoundEntity> spoken(
      Workspace workspace, Handle handle, Collection<EntityId> ids) {
    return handle
        .createQuery(
            "SELECT DISTINCT target_source, target_key FROM resolution "
                + "WHERE workspace = :workspace AND target = ANY(:ids)")
        .bind("workspace", workspace.id().value())
        .bindArray("ids", Long.class, ids.stream().map(EntityId::value).toList())
        .map(
            (row, context) -> {
              EntityAddress address =
                  EntityAddress.of(row.getString("target_source"), row.getString("target_key"));
              return new FoundEntity(
                  address,
                  address instanceof EntityAddress.Name ? "name" : address.source(),
                  address.key());
            })
        .list();
  }

  private static FoundEntity entity(ResultSet row) throws SQLException {
    boolean isRow = row.getString("kind").equals("row");
    EntityAddress address =
        isRow
            ? new EntityAddress.Row(row.getString("source"), row.getString("key"))
            : new EntityAddress.Name(row.getString("name"));
    return new FoundEntity(address, row.getString("type"), row.getString("name"));
  }
}
