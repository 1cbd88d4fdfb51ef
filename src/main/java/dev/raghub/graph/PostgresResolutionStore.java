package dev.raghub.graph;

import dev.raghub.fault.ErrorCode;
import dev.raghub.fault.RaghubException;
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
import java.util.TreeSet;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/// The decisions of persons about entities, within the transaction of whoever makes one.
@ApplicationScoped
public class PostgresResolutionStore {
  /// Two of a kind.
  private static final String UNIFIES = "(entity_source = '') = (target_source = '')";

  public void put(Workspace workspace, Handle handle, Resolution said) {
    handle
        .createUpdate(
            "INSERT INTO resolution (workspace, id, entity, entity_source, entity_key, "
                + "target, target_source, target_key, said_by, said_at) "
                + "VALUES (:workspace, :id, :entity, :entitySource, :entityKey, "
                + ":target, :targetSource, :targetKey, :by, :at)")
        .bind("workspace", workspace.id().value())
        .bind("id", said.id())
        .bind("entity", said.entity().id().value())
        .bind("entitySource", said.entity().source())
        .bind("entityKey", said.entity().key())
        .bind("target", said.target().id().value())
        .bind("targetSource", said.target().source())
        .bind("targetKey", said.target().key())
        .bind("by", said.by())
        .bind("at", said.at())
        .execute();
  }

  /// Takes a decision back; returns what it was.
  public Optional<Resolution> remove(Workspace workspace, Handle handle, UUID id) {
    return handle
        .createQuery("DELETE FROM resolution WHERE workspace = :workspace AND id = :id RETURNING *")
        .bind("workspace", workspace.id().value())
        .bind("id", id)
        .map((row, context) -> resolution(row))
        .findOne();
  }

  /// The decisions, latest first.
  public List<Resolution> latest(Workspace workspace, Handle handle, int limit) {
    return handle
        .createQuery(
            "SELECT * FROM resolution WHERE workspace = :workspace ORDER BY said_at DESC, id LIMIT :limit")
        .bind("workspace", workspace.id().value())
        .bind("limit", limit)
        .map((row, context) -> resolution(row))
        .list();
  }

  /// The decisions that speak of an entity, latest first.
  public List<Resolution> about(Workspace workspace, Handle handle, EntityId entity, int limit) {
    return handle
        .createQuery(
            "SELECT * FROM resolution WHERE workspace = :workspace AND (entity = :entity OR target = :entity) "
                + "ORDER BY said_at DESC, id LIMIT :limit")
        .bind("workspace", workspace.id().value())
        .bind("entity", entity.value())
        .bind("limit", limit)
        .map((row, context) -> resolution(row))
        .list();
  }

  public boolean stands(Workspace workspace, Handle handle, UUID id) {
    return handle
        .createQuery(
            "SELECT EXISTS (SELECT FROM resolution WHERE workspace = :workspace AND id = :id)")
        .bind("workspace", workspace.id().value())
        .bind("id", id)
        .mapTo(Boolean.class)
        .one();
  }

  public int count(Workspace workspace, Handle handle) {
    return handle
        .createQuery("SELECT count(*) FROM resolution WHERE workspace = :workspace")
        .bind("workspace", workspace.id().value())
        .mapTo(Integer.class)
        .one();
  }

  /// Which entities are the same.
  public Merges merges(Workspace workspace, Handle handle) {
    Map<Long, Long> parents = new HashMap<>();
    handle
        .createQuery(
            "SELECT entity, target FROM resolution WHERE workspace = :workspace AND " + UNIFIES)
        .bind("workspace", workspace.id().value())
        .map((row, context) -> Map.entry(row.getLong("entity"), row.getLong("target")))
        .forEach(said -> parents.put(said.getKey(), said.getValue()));
    return parents.isEmpty() ? Merges.NONE : new Merges(parents);
  }

  /// Items that mention, bear or are one of these entities.
  ///
  /// @param limit at most so many
  public Set<Long> items(Workspace workspace, Handle handle, Collection<Long> entities, int limit) {
    return new TreeSet<>(
        handle
            .createQuery(
                "SELECT chunk.item FROM mention JOIN chunk ON chunk.workspace = mention.workspace "
                    + "AND chunk.id = mention.chunk "
                    + "WHERE mention.workspace = :workspace AND mention.entity = ANY(:entities) "
                    + "UNION SELECT item FROM alias WHERE workspace = :workspace AND name = ANY(:entities) "
                    + "UNION SELECT id FROM entity WHERE workspace = :workspace AND id = ANY(:entities) AND kind = 'row' "
                    + "LIMIT :limit")
            .bind("workspace", workspace.id().value())
            .bindArray("entities", Long.class, entities)
            .bind("limit", limit)
            .mapTo(Long.class)
            .list());
  }

  /// Whether there is such a row now, or some text or row that says such a name.
  public boolean known(Workspace workspace, Handle handle, EntityAddress address) {
    return handle
        .createQuery(
            "SELECT EXISTS (SELECT FROM entity WHERE workspace = :workspace AND id = :id AND kind = :kind)")
        .bind("workspace", workspace.id().value())
        .bind("id", address.id().value())
        .bind("kind", address instanceof EntityAddress.Name ? "name" : "row")
        .mapTo(Boolean.class)
        .one();
  }

  /// Refuses a field that names nothing known: ENTITY_NOT_FOUND.
  public void requireKnown(
      Workspace workspace, Handle handle, String field, EntityAddress address) {
    if (!known(workspace, handle, address)) {
      throw new RaghubException(
          ErrorCode.ENTITY_NOT_FOUND,
          "'%s' names no entity; expected a row that is here, or a name that a text or a row has"
              .formatted(field));
    }
  }

  /// Takes a name from a row that a person gave it; the row may bear it all the same.
  public void removeAlias(Workspace workspace, Handle handle, EntityId row, EntityId name) {
    handle
        .createUpdate(
            "DELETE FROM alias WHERE workspace = :workspace AND item = :item AND name = :name AND origin = 'person'")
        .bind("workspace", workspace.id().value())
        .bind("item", row.value())
        .bind("name", name.value())
        .execute();
  }

  private static Resolution resolution(ResultSet row) throws SQLException {
    return new Resolution(
        EntityAddress.of(row.getString("entity_source"), row.getString("entity_key")),
        EntityAddress.of(row.getString("target_source"), row.getString("target_key")),
        row.getString("said_by"),
        row.getTimestamp("said_at").toInstant());
  }
}
