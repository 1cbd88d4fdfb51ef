package dev.raghub.graph;

import dev.raghub.graph.EntityAddress.Row;
import dev.raghub.graph.RelationDecision.Kind;
import dev.raghub.graph.RelationDecisions.Ends;
import dev.raghub.workspace.Workspace;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/// The decisions of persons about relations, within the transaction of whoever makes one.
@ApplicationScoped
public class PostgresRelationDecisionStore {
  public void put(Workspace workspace, Handle handle, RelationDecision said) {
    handle
        .createUpdate(
            "INSERT INTO relation_decision (workspace, id, kind, item, item_source, item_key, "
                + "entity, entity_source, entity_key, said_by, said_at) "
                + "VALUES (:workspace, :id, :kind, :item, :itemSource, :itemKey, "
                + ":entity, :entitySource, :entityKey, :by, :at)")
        .bind("workspace", workspace.id().value())
        .bind("id", said.id())
        .bind("kind", said.kind().text())
        .bind("item", said.row().id().value())
        .bind("itemSource", said.row().source())
        .bind("itemKey", said.row().key())
        .bind("entity", said.entity().id().value())
        .bind("entitySource", said.entity().source())
        .bind("entityKey", said.entity().key())
        .bind("by", said.by())
        .bind("at", said.at())
        .execute();
  }

  /// Takes a decision back; returns what it was.
  public Optional<RelationDecision> remove(Workspace workspace, Handle handle, UUID id) {
    return handle
        .createQuery(
            "DELETE FROM relation_decision WHERE workspace = :workspace AND id = :id RETURNING *")
        .bind("workspace", workspace.id().value())
        .bind("id", id)
        .map((row, context) -> decision(row))
        .findOne();
  }

  /// The decisions behind an id, by id.
  public List<RelationDecision> after(Workspace workspace, Handle handle, UUID id, int limit) {
    return handle
        .createQuery(
            "SELECT * FROM relation_decision WHERE workspace = :workspace AND id > :id ORDER BY id LIMIT :limit")
        .bind("workspace", workspace.id().value())
        .bind("id", id)
        .bind("limit", limit)
        .map((row, context) -> decision(row))
        .list();
  }

  public boolean stands(Workspace workspace, Handle handle, UUID id) {
    return handle
        .createQuery(
            "SELECT EXISTS (SELECT FROM relation_decision WHERE workspace = :workspace AND id = :id)")
        .bind("workspace", workspace.id().value())
        .bind("id", id)
        .mapTo(Boolean.class)
        .one();
  }

  public int count(Workspace workspace, Handle handle) {
    return handle
        .createQuery("SELECT count(*) FROM relation_decision WHERE workspace = :workspace")
        .bind("workspace", workspace.id().value())
        .mapTo(Integer.class)
        .one();
  }

  /// The items that are here and whose relations to one of these entities were decided.
  public Set<Long> items(Workspace workspace, Handle handle, Collection<Long> entities) {
    return new HashSet<>(
        handle
            .createQuery(
                "SELECT DISTINCT said.item FROM relation_decision said "
                    + "JOIN entity ON entity.workspace = said.workspace AND entity.id = said.item "
                    + "WHERE said.workspace = :workspace AND said.entity = ANY(:entities)")
            .bind("workspace", workspace.id().value())
            .bindArray("entities", Long.class, entities)
            .mapTo(Long.class)
            .list());
  }

  /// All of them.
  public RelationDecisions decisions(Workspace workspace, Handle handle, Merges merges) {
    Map<Ends, Kind> kinds = new HashMap<>();
    handle
        .createQuery("SELECT * FROM relation_decision WHERE workspace = :workspace")
        .bind("workspace", workspace.id().value())
        .map((row, context) -> decision(row))
        .forEach(
            said ->
                kinds.put(
                    new Ends(said.row().id().value(), said.entity().id().value()), said.kind()));
    return RelationDecisions.of(kinds, merges);
  }

  private static RelationDecision decision(ResultSet row) throws SQLException {
    return new RelationDecision(
        new Row(row.getString("item_source"), row.getString("item_key")),
        EntityAddress.of(row.getString("entity_source"), row.getString("entity_key")),
        Kind.valueOf(row.getString("kind").toUpperCase(Locale.ROOT)),
        row.getString("said_by"),
        row.getTimestamp("said_at").toInstant());
  }
}
