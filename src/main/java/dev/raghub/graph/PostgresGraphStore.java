package dev.raghub.graph;

import dev.raghub.workspace.Workspace;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/// Writes the graph's tables, within the transaction of `merge`.
@ApplicationScoped
public class PostgresGraphStore {

  /// A row's own node.
  ///
  /// @param id also its item's number
  public record RowEntity(EntityId id, String type, String key, String name) {}

  /// @param item the item whose name it is
  /// @param name the entity of the normalised name
  public record Alias(EntityId item, EntityId name) {}

  /// A mention as it is stored; see the columns of the table.
  public record StoredMention(long chunk, int sentence, EntityId entity, String rule) {}

  /// A relation as it is stored; see the columns of the table `assertion`.
  public record StoredRelation(
      long chunk,
      int sentence,
      EntityId subject,
      String predicate,
      EntityId object,
      String origin) {}

  /// A sentence of a chunk.
  ///
  /// @param sentence place in the chunk, from 0
  public record Place(long chunk, int sentence) {}

  /// @param name what the target is to the origin
  public record Edge(EntityId from, EntityId to, String name) {}

  /// Name entities that these items use, as mention or alias: what may have to be swept once they
  /// are gone.
  public Set<Long> namesTouchedBy(Workspace workspace, Handle handle, Collection<Long> items) {
    if (items.isEmpty()) {
      return new HashSet<>();
    }
    return new HashSet<>(
        handle
            .createQuery(
                "SELECT mention.entity FROM mention JOIN chunk ON chunk.workspace = mention.workspace "
                    + "AND chunk.id = mention.chunk "
                    + "WHERE chunk.workspace = :workspace AND chunk.item = ANY(:items) "
                    + "UNION SELECT name FROM alias WHERE workspace = :workspace AND item = ANY(:items)")
            .bind("workspace", workspace.id().value())
            .bindArray("items", Long.class, items)
            .mapTo(Long.class)
            .list());
  }

  /// Which of these entities are the name of some row, or were spoken of by a person: the names
  /// that are looked for in free text.
  public Set<Long> aliased(Workspace workspace, Handle handle, Collection<Long> names) {
    if (names.isEmpty()) {
      return Set.of();
    }
    // A text brings tens of thousands of runs that could be names: they are sent once, and the
    // planner does not see them, who would estimate each.
    return new HashSet<>(
        handle
            .createQuery(
                "WITH asked AS (SELECT CAST(:names AS bigint[]) AS names) "
                    + "SELECT name FROM alias WHERE workspace = :workspace AND name = ANY(CAST((SELECT names FROM asked) AS bigint[])) "
                    + "UNION SELECT entity FROM resolution WHERE workspace = :workspace "
                    + "AND entity = ANY(CAST((SELECT names FROM asked) AS bigint[])) AND entity_source = '' "
                    + "UNION SELECT target FROM resolution WHERE workspace = :workspace "
                    + "AND target = ANY(CAST((SELECT names FROM asked) AS bigint[])) AND target_source = ''")
            .bind("workspace", workspace.id().value())
            .bindArray("names", Long.class, names)
            .mapTo(Long.class)
            .list());
  }

  /// Which of these are how some name begins, see `entity.head`.
  public Set<String> heads(Workspace workspace, Handle handle, Collection<String> heads) {
    if (heads.isEmpty()) {
      return Set.of();
    }
    // The order makes the planner take the index, whatever it believes of how many are asked for.
    return new HashSet<>(
        handle
            .createQuery(
                "SELECT asked.head FROM unnest(:heads) AS asked (head) CROSS JOIN LATERAL "
                    + "(SELECT FROM entity WHERE workspace = :workspace AND entity.head = hashtextextended(asked.head, 0) "
                    + "ORDER BY entity.head LIMIT 1) AS begun")
            .bind("workspace", workspace.id().value())
            .bindArray("heads", String.class, heads)
            .mapTo(String.class)
            .list());
  }

  /// The names that these items bear.
  public Set<Long> namesOf(Workspace workspace, Handle handle, Collection<Long> items) {
    if (items.isEmpty()) {
      return new HashSet<>();
    }
    return new HashSet<>(
        handle
            .createQuery(
                "SELECT DISTINCT name FROM alias WHERE workspace = :workspace AND item = ANY(:items)")
            .bind("workspace", workspace.id().value())
            .bindArray("items", Long.class, items)
            .mapTo(Long.class)
            .list());
  }

  /// Takes away what the items put into the graph, except mentions, which go with their chunks.
  public void removeItems(Workspace workspace, Handle handle, Collection<Long> items) {
    if (items.isEmpty()) {
      return;
    }
    for (String statement :
        List.of(
            "DELETE FROM alias WHERE workspace = :workspace AND item = ANY(:items)",
            "DELETE FROM edge_fk WHERE workspace = :workspace AND item_from = ANY(:items)",
            "DELETE FROM entity WHERE workspace = :workspace AND id = ANY(:items)")) {
      handle
          .createUpdate(statement)
          .bind("workspace", workspace.id().value())
          .bindArray("items", Long.class, items)
          .execute();
    }
  }

  public void addRows(Workspace workspace, Handle handle, Collection<RowEntity> rows) {
    PreparedBatch batch =
        handle.prepareBatch(
            "INSERT INTO entity (workspace, id, kind, type, key, name) "
                + "VALUES (:workspace, :id, 'row', :type, :key, :name)");
    for (RowEntity row : rows) {
      batch
          .bind("workspace", workspace.id().value())
          .bind("id", row.id().value())
          .bind("type", row.type())
          .bind("key", row.key())
          .bind("name", row.name())
          .add();
    }
    batch.execute();
  }

  /// Adds the names that are not there yet.
  public void addNames(Workspace workspace, Handle handle, Map<EntityId, String> names) {
    PreparedBatch batch =
        handle.prepareBatch(
            "INSERT INTO entity (workspace, id, kind, type, key, name) "
                + "VALUES (:workspace, :id, 'name', 'name', :name, :name) ON CONFLICT DO NOTHING");
    names.forEach(
        (id, name) ->
            batch
                .bind("workspace", workspace.id().value())
                .bind("id", id.value())
                .bind("name", name)
                .add());
    execute(batch);
  }

  public void addAliases(Workspace workspace, Handle handle, Collection<Alias> aliases) {
    PreparedBatch batch =
        handle.prepareBatch(
            "INSERT INTO alias (workspace, item, name) VALUES (:workspace, :item, :name) ON CONFLICT DO NOTHING");
    for (Alias alias : aliases) {
      batch
          .bind("workspace", workspace.id().value())
          .bind("item", alias.item().value())
          .bind("name", alias.name().value())
          .add();
    }
    execute(batch);
  }

  /// Gives these rows the names that persons gave them, as far as the rows are here.
  public void addSpokenAliases(Workspace workspace, Handle handle, Collection<Long> rows) {
    handle
        .createUpdate(
            "INSERT INTO alias (workspace, item, name, origin) "
                + "SELECT workspace, target, entity, 'person' FROM resolution "
                + "WHERE workspace = :workspace AND target = ANY(:rows) "
                + "AND entity_source = '' AND target_source <> '' "
                + "AND EXISTS (SELECT FROM entity WHERE entity.workspace = :workspace AND entity.id = resolution.target) "
                + "ON CONFLICT DO NOTHING")
        .bind("workspace", workspace.id().value())
        .bindArray("rows", Long.class, rows)
        .execute();
  }

  public void addMentions(Workspace workspace, Handle handle, Collection<StoredMention> mentions) {
    PreparedBatch batch =
        handle.prepareBatch(
            "INSERT INTO mention (workspace, chunk, sentence, entity, rule) "
                + "VALUES (:workspace, :chunk, :sentence, :entity, :rule) ON CONFLICT DO NOTHING");
    for (StoredMention mention : mentions) {
      batch
          .bind("workspace", workspace.id().value())
          .bind("chunk", mention.chunk())
          .bind("sentence", mention.sentence())
          .bind("entity", mention.entity().value())
          .bind("rule", mention.rule())
          .add();
    }
    execute(batch);
  }

  public void addRelations(
      Workspace workspace, Handle handle, Collection<StoredRelation> relations) {
    PreparedBatch batch =
        handle.prepareBatch(
            "INSERT INTO assertion (workspace, chunk, sentence, subject, predicate, object, origin) "
                + "VALUES (:workspace, :chunk, :sentence, :subject, :predicate, :object, :origin) ON CONFLICT DO NOTHING");
    for (StoredRelation relation : relations) {
      batch
          .bind("workspace", workspace.id().value())
          .bind("chunk", relation.chunk())
          .bind("sentence", relation.sentence())
          .bind("subject", relation.subject().value())
          .bind("predicate", relation.predicate())
          .bind("object", relation.object().value())
          .bind("origin", relation.origin())
          .add();
    }
    execute(batch);
  }

  public void addEdges(Workspace workspace, Handle handle, Collection<Edge> edges) {
    PreparedBatch batch =
        handle.prepareBatch(
            "INSERT INTO edge_fk (workspace, item_from, item_to, name) "
                + "VALUES (:workspace, :from, :to, :name) ON CONFLICT DO NOTHING");
    for (Edge edge : edges) {
      batch
          .bind("workspace", workspace.id().value())
          .bind("from", edge.from().value())
          .bind("to", edge.to().value())
          .bind("name", edge.name())
          .add();
    }
    execute(batch);
  }

  /// Takes away the mentions that a rule made of these entities; returns the items that lost one.
  public Set<Long> removeMentions(
      Workspace workspace, Handle handle, Collection<Long> entities, String rule) {
    if (entities.isEmpty()) {
      return Set.of();
    }
    return new HashSet<>(
        handle
            .createQuery(
                "WITH gone AS (DELETE FROM mention WHERE workspace = :workspace AND entity = ANY(:entities) "
                    + "AND rule = :rule RETURNING chunk) "
                    + "SELECT DISTINCT item FROM chunk WHERE workspace = :workspace AND id IN (SELECT chunk FROM gone)")
            .bind("workspace", workspace.id().value())
            .bindArray("entities", Long.class, entities)
            .bind("rule", rule)
            .mapTo(Long.class)
            .list());
  }

  /// Takes away the relations of an origin that these sentences carry, and the mentions that its
  /// rule made there; returns the entities that lost one.
  public Set<Long> removeRelations(
      Workspace workspace, Handle handle, Collection<Place> places, String origin, String rule) {
    List<Long> chunks = places.stream().map(Place::chunk).toList();
    List<Integer> sentences = places.stream().map(Place::sentence).toList();
    handle
        .createUpdate(
            "DELETE FROM assertion WHERE workspace = :workspace AND origin = :origin "
                + "AND (chunk, sentence) IN (SELECT * FROM unnest(:chunks, :sentences))")
        .bind("workspace", workspace.id().value())
        .bind("origin", origin)
        .bindArray("chunks", Long.class, chunks)
        .bindArray("sentences", Integer.class, sentences)
        .execute();
    return new HashSet<>(
        handle
            .createQuery(
                "DELETE FROM mention WHERE workspace = :workspace AND rule = :rule "
                    + "AND (chunk, sentence) IN (SELECT * FROM unnest(:chunks, :sentences)) RETURNING entity")
            .bind("workspace", workspace.id().value())
            .bind("rule", rule)
            .bindArray("chunks", Long.class, chunks)
            .bindArray("sentences", Integer.class, sentences)
            .mapTo(Long.class)
            .list());
  }

  /// Deletes those of these names that nothing mentions, nothing bears and no decision speaks of
  /// any more.
  public void sweepNames(Workspace workspace, Handle handle, Collection<Long> names) {
    if (names.isEmpty()) {
      return;
    }
    handle
        .createUpdate(
            "DELETE FROM entity WHERE workspace = :workspace AND id = ANY(:names) AND kind = 'name' "
                + "AND NOT EXISTS (SELECT FROM mention WHERE mention.workspace = :workspace AND mention.entity = entity.id) "
                + "AND NOT EXISTS (SELECT FROM alias WHERE alias.workspace = :workspace AND alias.name = entity.id) "
                + "AND NOT EXISTS (SELECT FROM resolution said WHERE said.workspace = :workspace AND said.entity = entity.id) "
                + "AND NOT EXISTS (SELECT FROM resolution said WHERE said.workspace = :workspace AND said.target = entity.id)")
        .bind("workspace", workspace.id().value())
        .bindArray("names", Long.class, names)
        .execute();
  }

  private static void execute(PreparedBatch batch) {
    if (batch.size() > 0) {
      batch.execute();
    }
  }
}
